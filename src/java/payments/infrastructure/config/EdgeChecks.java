package payments.infrastructure.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the sections that stand between callers and the function must agree on. */
final class EdgeChecks {
    private EdgeChecks() {}

    /** @throws IllegalStateException with everything that cannot be together */
    static void check(
            ApiSettings api,
            @Nullable FirewallSettings firewall,
            @Nullable NetworkSettings network,
            @Nullable DnsSettings dns) {
        List<String> faults = new ArrayList<>();
        if (api.type() == ApiType.HTTP && firewall != null) {
            faults.add(
                    "firewall is wanted but api.type is http, and AWS WAF protects no HTTP API: write 'firewall: none',"
                            + " or 'type: rest'");
        }
        if (api.type() == ApiType.LOAD_BALANCER) {
            if (network == null) {
                faults.add("api.type is load-balancer but network is none; a load balancer stands in public subnets:"
                        + " describe the network, or choose another type");
            }
            if (dns == null || dns.domain() == null) {
                faults.add(
                        "api.type is load-balancer but dns.domain is absent; without a name of its own it has no"
                                + " certificate, and would answer in clear: add dns.domain and dns.zoneId, or choose another type");
            }
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join("; ", faults));
        }
    }
}

package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;

/** What the sections that stand between callers and the function must agree on. */
final class EdgeChecks {
    private EdgeChecks() {}

    /** Finds everything that cannot be together. */
    static void check(
            Contradictions contradictions,
            ApiSettings api,
            @Nullable FirewallSettings firewall,
            @Nullable NetworkSettings network,
            @Nullable DnsSettings dns) {
        if (api.type() == ApiType.HTTP && firewall != null) {
            contradictions.add(
                    "firewall is wanted but api.type is http, and AWS WAF protects no HTTP API: write 'firewall: none',"
                            + " or 'type: rest'",
                    "api.type",
                    "firewall");
        }
        if (api.type() == ApiType.LOAD_BALANCER) {
            if (network == null) {
                contradictions.add(
                        "api.type is load-balancer but network is none; a load balancer stands in public subnets:"
                                + " describe the network, or choose another type",
                        "api.type",
                        "network");
            }
            if (dns == null || dns.domain() == null) {
                contradictions.add(
                        "api.type is load-balancer but dns.domain is absent; without a name of its own it has no"
                                + " certificate, and would answer in clear: add dns.domain and dns.zoneId, or choose another type",
                        "api.type",
                        "dns.domain");
            }
        }
    }
}

package payments.infrastructure.stack;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.api.EntryLogs;
import payments.infrastructure.api.EntryOutput;
import payments.infrastructure.api.HealthAddress;
import payments.infrastructure.api.PaymentsApi;
import payments.infrastructure.api.PaymentsHttpApi;
import payments.infrastructure.api.PublicEntry;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.config.DnsSettings;
import payments.infrastructure.config.FirewallSettings;
import payments.infrastructure.config.Region;
import payments.infrastructure.config.Settings;
import payments.infrastructure.dns.FailoverRole;
import payments.infrastructure.dns.RegionHealth;
import payments.infrastructure.dns.RegionNames;
import payments.infrastructure.dns.RegionRecords;
import payments.infrastructure.edge.PaymentsLoadBalancer;
import payments.infrastructure.edge.WebFirewall;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.terraform.Placement;
import payments.infrastructure.terraform.Providers;

/** What stands between callers and the function: names, the entry, and the firewall in front of it. */
final class RegionEdge {
    private final RegionContext context;
    private final PublicEntry entry;
    private final @Nullable WebFirewall firewall;
    private final @Nullable RegionHealth health;

    RegionEdge(RegionContext context, RegionFoundation foundation, FunctionAlias function) {
        this.context = context;
        DnsSettings dns = context.settings().dns();
        RegionNames names = dns == null ? null : names(dns, foundation);
        this.entry = entry(names, foundation, function);
        this.firewall = firewall(context.settings().firewall(), foundation);
        this.health = dns == null ? null : health(dns, names);
        if (names != null && health != null) {
            new RegionRecords(
                    context.stack(),
                    "records",
                    context.placement().region(),
                    context.stack().routing(),
                    names,
                    entry,
                    role(),
                    health.id());
        }
    }

    PublicEntry entry() {
        return entry;
    }

    /** The firewall; null where the deployment has none. */
    @Nullable WebFirewall firewall() {
        return firewall;
    }

    void outputs() {
        for (EntryOutput output : entry.outputs()) {
            if (output.secret()) {
                context.secretOutput(output.name(), output.value());
            } else {
                context.output(output.name(), output.value());
            }
        }
        if (health != null) {
            context.output("health_check_id", health.id());
        }
    }

    private @Nullable RegionNames names(DnsSettings dns, RegionFoundation foundation) {
        return dns.domain() == null || dns.zoneId() == null
                ? null
                : new RegionNames(
                        context.stack(),
                        "names",
                        context.placement(),
                        context.stack().routing(),
                        dns.domain(),
                        dns.zoneId(),
                        foundation.alerts().arn());
    }

    private PublicEntry entry(@Nullable RegionNames names, RegionFoundation foundation, FunctionAlias function) {
        Settings settings = context.settings();
        EntryLogs logs = new EntryLogs(settings.logs(), foundation.keys().arn(KeyPurpose.LOGS));
        String domain = names == null ? null : names.domain();
        return switch (settings.api().type()) {
            case REST ->
                new PaymentsApi(
                        context.stack(),
                        "api",
                        context.placement(),
                        settings.api(),
                        context.environment().ownsAccount(),
                        domain,
                        logs,
                        function);
            case HTTP ->
                new PaymentsHttpApi(
                        context.stack(), "api", context.placement(), settings.api(), domain, logs, function);
            case LOAD_BALANCER -> loadBalancer(needed(names, "a domain"), foundation, function);
        };
    }

    private PublicEntry loadBalancer(RegionNames names, RegionFoundation foundation, FunctionAlias function) {
        return new PaymentsLoadBalancer(
                context.stack(),
                "api",
                context.placement(),
                context.settings().api(),
                context.settings().protection(),
                new PaymentsLoadBalancer.Names(names.domain(), names.certificateArns()),
                needed(foundation.network(), "a network"),
                foundation.accessLogs(),
                function);
    }

    /** The settings refuse a load balancer without either; this says so to whoever changes them. */
    private static <T> T needed(@Nullable T thing, String what) {
        return Objects.requireNonNull(thing, () -> "a load balancer needs " + what);
    }

    private @Nullable WebFirewall firewall(@Nullable FirewallSettings settings, RegionFoundation foundation) {
        String target = entry.firewallTarget();
        return settings == null || target == null
                ? null
                : new WebFirewall(
                        context.stack(),
                        "firewall",
                        context.placement(),
                        settings,
                        context.settings().logs(),
                        foundation.keys().arn(KeyPurpose.LOGS),
                        target);
    }

    private RegionHealth health(DnsSettings dns, @Nullable RegionNames names) {
        Placement routing = context.stack().routing();
        return new RegionHealth(
                context.stack(),
                "health",
                context.placement().region(),
                routing,
                names == null ? entry.health() : HealthAddress.of(names.own()),
                dns.checkers(),
                routing.arns().topic(Providers.GLOBAL_REGION, routing.name(ResourceName.GLOBAL_ALERTS)));
    }

    private FailoverRole role() {
        List<Region> serving = context.environment().serving();
        return FailoverRole.of(serving.indexOf(context.region()), serving.size());
    }
}

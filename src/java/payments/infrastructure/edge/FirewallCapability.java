package payments.infrastructure.edge;

import java.util.List;
import java.util.Objects;
import payments.infrastructure.api.PublicEntry;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.FirewallSettings;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** The web application firewall in front of the entry, where AWS WAF protects an entry of that kind. */
public final class FirewallCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().firewall() != null;
    }

    @Override
    public void build(RegionContext region) {
        String target = region.get(PublicEntry.class).firewallTarget();
        if (target == null) {
            return;
        }
        FirewallSettings settings = Objects.requireNonNull(region.settings().firewall(), "settings of the firewall");
        WebFirewall firewall = new WebFirewall(
                region.stack(),
                "firewall",
                region.placement(),
                settings.limit(region.settings().api()),
                region.settings().logs(),
                region.get(RegionKeys.class).arn(KeyPurpose.LOGS),
                target);
        region.addRequestLog("firewall", firewall.log());
        String code = region.placement().region();
        region.show(
                DashboardSection.FIREWALL,
                List.of(
                        Metric.ofFirewall(firewall.name(), code, "AllowedRequests", "Sum"),
                        Metric.ofFirewall(firewall.name(), code, "BlockedRequests", "Sum")));
    }
}

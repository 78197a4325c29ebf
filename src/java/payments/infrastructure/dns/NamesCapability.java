package payments.infrastructure.dns;

import java.util.Objects;
import payments.infrastructure.api.HostedZoneId;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.DnsSettings;
import payments.infrastructure.config.deployment.Environment;

/** The names of the API and their certificates, where the deployment has a domain. */
public final class NamesCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        DnsSettings dns = environment.settings().dns();
        return dns != null && dns.domain() != null && dns.zoneId() != null;
    }

    @Override
    public void build(RegionContext region) {
        DnsSettings dns = Objects.requireNonNull(region.settings().dns(), "settings of names");
        region.add(
                RegionNames.class,
                new RegionNames(
                        region.stack(),
                        "names",
                        region.placement(),
                        region.routing(),
                        Objects.requireNonNull(dns.name(), "a domain"),
                        new HostedZoneId(Objects.requireNonNull(dns.zoneId(), "a hosted zone")),
                        region.alertsArn()));
    }
}

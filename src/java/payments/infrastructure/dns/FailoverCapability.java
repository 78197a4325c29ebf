package payments.infrastructure.dns;

import com.hashicorp.cdktf.TerraformOutput;
import java.util.List;
import java.util.Objects;
import payments.infrastructure.api.HealthAddress;
import payments.infrastructure.api.PublicEntry;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.EnvironmentContext;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.DnsSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.terraform.Placement;
import payments.infrastructure.terraform.Providers;

/** The health check of each region, the records that follow it, and the topic of alerts on both, which no region owns. */
public final class FailoverCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().dns() != null;
    }

    @Override
    public void buildShared(EnvironmentContext environment) {
        GlobalAlerts alerts = new GlobalAlerts(
                environment.stack(),
                "global-alerts",
                environment.routing(),
                environment.settings().encryption(),
                environment.settings().subscriptions());
        TerraformOutput output = TerraformOutput.Builder.create(environment.stack(), "output-alert_topic_arn")
                .value(alerts.topicArn().value())
                .build();
        output.overrideLogicalId("alert_topic_arn");
    }

    @Override
    public void build(RegionContext region) {
        PublicEntry entry = region.get(PublicEntry.class);
        Placement routing = region.routing();
        DnsSettings dns = Objects.requireNonNull(region.settings().dns(), "settings of names");
        RegionHealth health = new RegionHealth(
                region.stack(),
                "health",
                routing,
                region.placement().region(),
                region.find(RegionNames.class)
                        .map(names -> HealthAddress.of(names.own()))
                        .orElseGet(entry::health),
                dns.checkers(),
                new AlertTopicArn(
                        routing.arns().topic(Providers.GLOBAL_REGION, routing.name(ResourceName.GLOBAL_ALERTS))));
        region.find(RegionNames.class)
                .ifPresent(names -> new RegionRecords(
                        region.stack(), "records", routing, names, entry, role(region), checkId(region, health)));
        if (followsOwner(region) && role(region) == FailoverRole.SECONDARY) {
            region.alarms("latch").add(OwnershipLatch.alarm(region.placement()));
        }
        region.output("health_check_id", health.id());
    }

    /** With a log of effects the name follows who owns the payments, else whether the region answers. */
    private static String checkId(RegionContext region, RegionHealth health) {
        return followsOwner(region) && role(region) == FailoverRole.PRIMARY
                ? new OwnershipLatch(
                                region.stack(),
                                "latch",
                                region.routing(),
                                region.environment().serving().get(1).code())
                        .id()
                : health.id();
    }

    private static boolean followsOwner(RegionContext region) {
        return region.settings().effectLog() != null
                && region.find(RegionNames.class).isPresent();
    }

    private static FailoverRole role(RegionContext region) {
        List<Region> serving = region.environment().serving();
        return FailoverRole.of(serving.indexOf(region.region()), serving.size());
    }
}

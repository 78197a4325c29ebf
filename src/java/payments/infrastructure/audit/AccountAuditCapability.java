package payments.infrastructure.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.EnvironmentContext;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.ServicePrincipal;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.messaging.MessageHost;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.terraform.Providers;

/**
 * What an account has once, where the environment owns its account: its trail, its guards, and in each region the history of
 * configurations. The trail is deployed before what it records (decision 0008).
 */
public final class AccountAuditCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.ownsAccount();
    }

    @Override
    public boolean needsServices() {
        return false;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.CONFIGURATION);
    }

    @Override
    public List<ResourceName> loggedBuckets(RegionContext region) {
        return TrailCopy.isIn(region)
                ? List.of(ResourceName.CONFIGURATION_BUCKET, ResourceName.AUDIT_COPY_BUCKET)
                : List.of(ResourceName.CONFIGURATION_BUCKET);
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        return Stream.concat(Stream.of(driftCheck(context)), TrailCopy.role(context).stream())
                .toList();
    }

    private static RoleSpec driftCheck(RoleContext context) {
        return RoleSpec.of(
                ResourceName.DRIFT_CHECK_ROLE,
                ServicePrincipal.SCHEDULER,
                PolicyDocument.of(
                        // Config makes up the ids of its rules; their names show which are the environment's own.
                        Statement.allow("EvaluateOwnRules", "config:StartConfigRulesEvaluation")
                                .on(context.inEveryRegion(
                                        region -> context.arns().configurationRules(region)))
                                .when(
                                        "StringLike",
                                        "aws:ResourceTag/Name",
                                        context.placement().names().plain("*")),
                        Statement.allow("KeepFailures", "sqs:SendMessage")
                                .on(context.inEveryRegion(region -> context.arns()
                                        .queue(region, context.name(ResourceName.DRIFT_CHECK_FAILURES, region))))));
    }

    @Override
    public void buildShared(EnvironmentContext environment) {
        new AccountGuard(
                environment.stack(), "account-guard", environment.placements().global());
        new AuditTrail(environment.stack(), "audit", environment);
        boolean watchesNames = environment.settings().dns() != null;
        if (watchesNames && !environment.regions().contains(Providers.GLOBAL_REGION)) {
            new RoutingRecorder(environment.stack(), "routing-recorder", environment.routing(), environment.settings());
        }
    }

    @Override
    public void build(RegionContext region) {
        KeyArn keyArn = region.get(RegionKeys.class).arn(KeyPurpose.CONFIGURATION);
        ConfigurationRecorder recorder = new ConfigurationRecorder(
                region.stack(),
                "configuration",
                region.placement(),
                region.settings(),
                region.isPrimary(),
                keyArn,
                region.get(AccessLogBucket.class));
        new DriftCheck(
                region.stack(),
                "drift-check",
                region.placement(),
                recorder,
                new MessageHost(keyArn, region.alertsArn()));
        if (TrailCopy.isIn(region)) {
            TrailCopy.build(region, keyArn);
        }
        if (region.isPrimary()) {
            new AuditAlarms(region.stack(), "audit-alarms", region.placement(), region.alertsArn());
        }
    }

    @Override
    public void link(RegionContext region, RegionLinks links) {
        if (region.isPrimary()) {
            links.standbys().stream()
                    .filter(standby -> region.environment().trailCopy().equals(Optional.of(standby.region())))
                    .forEach(standby -> TrailCopy.link(region, links, standby));
        }
    }
}

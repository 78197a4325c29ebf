package payments.infrastructure.messaging;

import java.util.Set;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.AlertSubscription;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** The queue of alerts that a subscriber did not take, where there is a subscriber that SNS gives up on. */
public final class UndeliveredAlertsCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().subscriptions().stream().anyMatch(AlertSubscription::keepsUndelivered);
    }

    @Override
    public boolean needsServices() {
        return false;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.MESSAGES);
    }

    @Override
    public void build(RegionContext region) {
        new UndeliveredAlerts(
                region.stack(),
                UndeliveredAlerts.OF_REGION,
                region.placement(),
                new MessageHost(region.get(RegionKeys.class).arn(KeyPurpose.MESSAGES), region.alertsArn()),
                UndeliveredAlerts.OF_REGION);
    }
}

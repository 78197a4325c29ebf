package payments.infrastructure.stack;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.messaging.UndeliveredAlerts;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopic;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.storage.AccessLogBucket;

/**
 * What every capability of a region stands on: the keys, the bucket of access logs, and the topic of alerts. Which keys there
 * are, and whose requests are logged, the capabilities say.
 */
final class RegionFoundation {
    private final RegionContext region;

    private RegionFoundation(RegionContext region) {
        this.region = region;
    }

    static void of(RegionContext region) {
        new RegionFoundation(region).build();
    }

    private void build() {
        Settings settings = region.settings();
        RegionKeys keys = region.add(
                RegionKeys.class,
                new RegionKeys(
                        region.stack(),
                        "keys",
                        region.placement(),
                        settings.encryption(),
                        purposes(),
                        region.environment().replicatesDocuments()));
        accessLogs();
        if (!region.alertsByEvents()) {
            region.add(
                    AlertTopic.class,
                    new AlertTopic(
                            region.stack(),
                            "alerts",
                            region.placement(),
                            keys.keyId(KeyPurpose.ALERTS),
                            settings.subscriptions(),
                            UndeliveredAlerts.arn(region.placement(), UndeliveredAlerts.OF_REGION)));
        }
    }

    private Set<KeyPurpose> purposes() {
        Set<KeyPurpose> purposes = EnumSet.of(KeyPurpose.LOGS);
        if (!region.alertsByEvents()) {
            purposes.add(KeyPurpose.ALERTS);
        }
        for (Capability capability : region.capabilities()) {
            purposes.addAll(capability.keys(region.settings()));
        }
        return purposes;
    }

    /** A log that nothing writes would only be one more bucket to guard. */
    private void accessLogs() {
        List<String> sources = region.capabilities().stream()
                .flatMap(capability -> capability.loggedBuckets(region).stream())
                .map(region.placement()::name)
                .toList();
        List<Statement> writers = region.capabilities().stream()
                .flatMap(capability -> capability.accessLogWriters(region.settings(), region.placement()).stream())
                .toList();
        if (!sources.isEmpty() || !writers.isEmpty()) {
            region.add(
                    AccessLogBucket.class,
                    new AccessLogBucket(
                            region.stack(),
                            "access-logs",
                            region.placement(),
                            ResourceName.ACCESS_LOG_BUCKET,
                            new AccessLogBucket.Writers(sources, writers),
                            region.settings().audit(),
                            region.settings().protection()));
        }
    }
}

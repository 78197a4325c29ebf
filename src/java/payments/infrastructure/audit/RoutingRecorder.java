package payments.infrastructure.audit;

import java.util.List;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.CustomerKey;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Records configurations in the region of Route 53's metrics, for an environment that has no region of its own there: the
 * topic, key and alarms of its health checks are regional resources like any other (PCI DSS 11.5.2).
 */
public final class RoutingRecorder extends Construct {
    /** Defines the recorder with its key and buckets. */
    public RoutingRecorder(Construct scope, String id, Placement routing, Settings settings) {
        super(scope, id);
        CustomerKey key = CustomerKey.alone(this, routing, settings.encryption(), KeyPurpose.CONFIGURATION);
        AccessLogBucket accessLogs = new AccessLogBucket(
                this,
                "access-logs",
                routing,
                ResourceName.ACCESS_LOG_BUCKET,
                List.of(ResourceName.CONFIGURATION_BUCKET),
                settings.audit(),
                settings.protection());
        new ConfigurationRecorder(this, "recorder", routing, settings, false, key.arn(), accessLogs);
    }
}

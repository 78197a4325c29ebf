package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.db_event_subscription.DbEventSubscription;
import java.util.List;
import java.util.Map;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.observability.WatchedDatabase;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Notifies the alert topic of what RDS itself detects: a failover, a failure, a full disk, and any change of the settings
 * (Security Hub, RDS.20 and RDS.21; PCI DSS 11.5.2).
 */
public final class DatabaseEvents extends Construct {
    private static final List<String> OF_INSTANCE =
            List.of("configuration change", "failover", "failure", "low storage", "maintenance", "recovery");
    private static final List<String> OF_CLUSTER =
            List.of("configuration change", "failover", "failure", "maintenance");

    /** Defines both subscriptions. */
    public DatabaseEvents(Construct scope, String id, Placement placement, AlertTopicArn topicArn, Database database) {
        super(scope, id);
        subscribe(
                placement,
                "instance",
                database.eventSource(),
                database.identifier(),
                database.watched().isCluster() ? OF_CLUSTER : OF_INSTANCE,
                topicArn);
        subscribe(
                placement,
                "parameters",
                "db-parameter-group",
                database.parameterGroup(),
                List.of("configuration change"),
                topicArn);
    }

    /** Defines the subscription to a copy of another region's database, which shares its parameters with the region's own. */
    public DatabaseEvents(
            Construct scope, String id, Placement placement, AlertTopicArn topicArn, WatchedDatabase copy) {
        super(scope, id);
        subscribe(
                placement,
                "copy",
                copy.isCluster() ? "db-cluster" : "db-instance",
                copy.identifier(),
                copy.isCluster() ? OF_CLUSTER : OF_INSTANCE,
                topicArn);
    }

    private void subscribe(
            Placement placement,
            String id,
            String type,
            String source,
            List<String> categories,
            AlertTopicArn topicArn) {
        String name = placement.names().plain("database-" + id);
        DbEventSubscription.Builder.create(this, id)
                .provider(placement.provider())
                .name(name)
                .snsTopic(topicArn.value())
                .sourceType(type)
                .sourceIds(List.of(source))
                .eventCategories(categories)
                .enabled(true)
                .tags(Map.of("Name", name))
                .build();
    }
}

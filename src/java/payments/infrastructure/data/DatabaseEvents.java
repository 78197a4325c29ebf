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
 * (Security Hub, RDS.19, RDS.20 and RDS.21; PCI DSS 11.5.2). A cluster and its instances have events of their own. RDS has none of
 * a cluster's parameter group (Aurora guide, "Monitoring Amazon Aurora events"), and refuses one as a source.
 */
public final class DatabaseEvents extends Construct {
    private static final List<String> OF_INSTANCE =
            List.of("configuration change", "failover", "failure", "low storage", "maintenance", "recovery");
    private static final List<String> OF_CLUSTER =
            List.of("configuration change", "failover", "failure", "maintenance");

    private final Placement placement;
    private final AlertTopicArn topicArn;

    /** Defines the subscriptions to a region's own database and its parameters. */
    public DatabaseEvents(Construct scope, String id, Placement placement, AlertTopicArn topicArn, Database database) {
        this(scope, id, placement, topicArn);
        subscribe("instance", database.watched());
        if (!database.watched().isCluster()) {
            subscribe(
                    "parameters",
                    "db-parameter-group",
                    List.of(database.parameterGroup()),
                    List.of("configuration change"));
        }
    }

    /** Defines the subscriptions to a copy of another region's database, which shares its parameters with the region's own. */
    public DatabaseEvents(
            Construct scope, String id, Placement placement, AlertTopicArn topicArn, WatchedDatabase copy) {
        this(scope, id, placement, topicArn);
        subscribe("copy", copy);
    }

    private DatabaseEvents(Construct scope, String id, Placement placement, AlertTopicArn topicArn) {
        super(scope, id);
        this.placement = placement;
        this.topicArn = topicArn;
    }

    private void subscribe(String id, WatchedDatabase database) {
        if (database.isCluster()) {
            subscribe(id, "db-cluster", List.of(database.identifier()), OF_CLUSTER);
            subscribe(id + "-members", "db-instance", database.instances(), OF_INSTANCE);
        } else {
            subscribe(id, "db-instance", List.of(database.identifier()), OF_INSTANCE);
        }
    }

    private void subscribe(String id, String type, List<String> sources, List<String> categories) {
        String name = placement.names().plain("database-" + id);
        DbEventSubscription.Builder.create(this, id)
                .provider(placement.provider())
                .name(name)
                .snsTopic(topicArn.value())
                .sourceType(type)
                .sourceIds(sources)
                .eventCategories(categories)
                .enabled(true)
                .tags(Map.of("Name", name))
                .build();
    }
}

package payments.infrastructure.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class DatabaseEventsTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        PostgresDatabase database = new PostgresDatabase(
                scope,
                "database",
                placement,
                new DatabasePlan(
                        Samples.DATABASE,
                        Samples.PROTECTED,
                        Samples.LOGS,
                        AdministratorPassword.MANAGED,
                        new Database.Location(
                                List.of("subnet-1", "subnet-2"), "sg", new KeyArn("key"), new KeyArn("logs-key"))));
        new DatabaseEvents(scope, "events", placement, new AlertTopicArn("arn-of-topic"), database);
    });

    @Test
    void whatHappensToTheInstanceIsSentToTheTopic() {
        SynthesizedResource instance = STACK.resource("aws_db_instance");

        STACK.resource("aws_db_event_subscription", "/events/instance")
                .has("source_type", "db-instance")
                .has("source_ids", List.of(instance.ref("identifier")))
                .has("sns_topic", "arn-of-topic")
                .has("enabled", true)
                .has(
                        "event_categories",
                        List.of(
                                "configuration change",
                                "failover",
                                "failure",
                                "low storage",
                                "maintenance",
                                "recovery"));
    }

    @Test
    void aChangeOfTheParametersIsSentToTheTopic() {
        STACK.resource("aws_db_event_subscription", "/events/parameters")
                .has("source_type", "db-parameter-group")
                .has("source_ids", List.of(STACK.resource("aws_db_instance").ref("parameter_group_name")))
                .has("sns_topic", "arn-of-topic")
                .has("event_categories", List.of("configuration change"));
    }

    /** RDS answers SourceNotFound to a cluster parameter group. */
    @Test
    void aClusterAndItsInstancesAreHeardAndItsParameterGroupIsNoSource() {
        SynthesizedStack cluster = Testing.synthPlaced((scope, placement) -> new DatabaseEvents(
                scope,
                "events",
                placement,
                new AlertTopicArn("arn-of-topic"),
                new AuroraDatabase(
                        scope,
                        "database",
                        placement,
                        new DatabasePlan(
                                Samples.AURORA,
                                Samples.PROTECTED,
                                Samples.LOGS,
                                AdministratorPassword.MANAGED,
                                new Database.Location(
                                        List.of("subnet-1", "subnet-2"),
                                        "sg",
                                        new KeyArn("key"),
                                        new KeyArn("logs-key"))))));

        cluster.resource("aws_db_event_subscription", "/events/instance")
                .has("source_type", "db-cluster")
                .has("source_ids", List.of(cluster.resource("aws_rds_cluster").ref("cluster_identifier")));
        cluster.resource("aws_db_event_subscription", "/events/instance-members")
                .has("source_type", "db-instance")
                .has(
                        "source_ids",
                        cluster.resources("aws_rds_cluster_instance").stream()
                                .map(instance -> instance.ref("identifier"))
                                .toList());
        assertThat(cluster.resources("aws_db_event_subscription")).hasSize(2);
    }
}

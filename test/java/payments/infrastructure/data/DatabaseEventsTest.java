package payments.infrastructure.data;

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
}

package payments.infrastructure.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.contract.FunctionContract;
import payments.infrastructure.config.deployment.EventSettings;
import payments.infrastructure.config.deployment.PaymentEventType;
import payments.infrastructure.config.deployment.SubscriptionSettings;
import payments.infrastructure.config.deployment.SubscriptionSettings.Protocol;
import payments.infrastructure.config.deployment.WorkerSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link EventTopic}, its {@link EventSubscription}s, {@link OutboxRelay} and {@link FailedInvocations}. */
class EventTopicTest {
    private static final String LEDGER = "arn:aws:sqs:eu-west-1:000000000000:ledger";
    private static final EventSettings SETTINGS = new EventSettings(
            new WorkerSettings(1024, 30, 5),
            5,
            List.of(
                    new SubscriptionSettings(
                            "ledger",
                            Protocol.SQS,
                            LEDGER,
                            List.of(PaymentEventType.CAPTURED, PaymentEventType.REFUNDED)),
                    new SubscriptionSettings("all", Protocol.HTTPS, "https://example.com/events", List.of())));
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        MessageHost host = new MessageHost(new KeyArn("message-key"), new AlertTopicArn("alerts"));
        new EventTopic(scope, "payment-events", placement, host, SETTINGS.subscriptions(), null);
        FailedInvocations failures =
                new FailedInvocations(scope, "failed-invocations", placement, host, List.of(ResourceName.OUTBOX_RELAY));
        new OutboxRelay(
                scope,
                "outbox-relay",
                placement,
                Samples.workerHost(scope, placement, failures.arn()),
                new OutboxRelay.Source(SETTINGS, "stream"),
                Samples.variables(FunctionContract.OUTBOX_RELAY),
                List.of());
    });
    private static final SynthesizedResource TOPIC = STACK.resource("aws_sns_topic");
    private static final SynthesizedResource FAILURES =
            STACK.resource("aws_sqs_queue", "/failed-invocations/queue/queue");

    private static SynthesizedResource subscription(String name) {
        return STACK.resource("aws_sns_topic_subscription", "/subscription-" + name);
    }

    @Test
    @Requirement("D3")
    void theTopicIsEncryptedAndTakesNothingInPlainText() {
        TOPIC.has("name", "acme-payment-events-test").has("kms_master_key_id", "message-key");
        assertThat(STACK.resource("aws_sns_topic_policy").sids("policy")).containsExactly("DenyPlainHttp");
    }

    @Test
    @Requirement("D3")
    void aListenerHearsOnlyWhatItAskedFor() {
        subscription("ledger").has("protocol", "sqs").has("endpoint", LEDGER).has("raw_message_delivery", true);
        assertThat(subscription("ledger").document("filter_policy"))
                .isEqualTo(Json.of("{'type': ['payment.captured', 'payment.refunded']}"));
        subscription("all").has("protocol", "https").hasNo("filter_policy");
    }

    @Test
    void whatSnsGivesUpIsStoredForThatSubscriptionAndOnlyThisTopicMayStoreItThere() {
        for (String name : List.of("ledger", "all")) {
            SynthesizedResource kept =
                    STACK.resource("aws_sqs_queue", "/subscription-%s/undelivered/queue".formatted(name));

            kept.has("name", "acme-undelivered-events-%s-test".formatted(name))
                    .has("message_retention_seconds", 1_209_600);
            assertThat(subscription(name).document("redrive_policy"))
                    .isEqualTo(Json.of("{'deadLetterTargetArn': '%s'}".formatted(kept.ref("arn"))));
            assertThat(STACK.resource(
                                    "aws_sqs_queue_policy", "/subscription-%s/undelivered/queue/policy".formatted(name))
                            .statement("policy", "KeepUndeliveredEvents")
                            .path("Condition"))
                    .isEqualTo(Json.of("{'ArnEquals': {'aws:SourceArn': '%s'}}".formatted(TOPIC.ref("arn"))));
        }
    }

    @Test
    void anEventThatFiltersCannotReadRaisesAnAlarm() {
        STACK.resource("aws_cloudwatch_metric_alarm", "/payment-events-unreadable")
                .has("metric_name", "NumberOfNotificationsFilteredOut-InvalidAttributes")
                .has("dimensions.TopicName", "acme-payment-events-test")
                .has("threshold", 0);
    }

    @Test
    @Requirement("D9")
    void theRelayReadsNewEventsOfTheStreamAndStoresWhatItCannotPublish() {
        SynthesizedResource mapping = STACK.resource("aws_lambda_event_source_mapping");

        mapping.has("event_source_arn", "stream")
                .has("function_name", STACK.resource("aws_lambda_alias").ref("arn"))
                .has("starting_position", "TRIM_HORIZON")
                .has("bisect_batch_on_function_error", true)
                .has("maximum_retry_attempts", 5)
                .has("function_response_types", List.of("ReportBatchItemFailures"))
                .has("destination_config.on_failure.destination_arn", FAILURES.ref("arn"));
        assertThat(Json.parsed(mapping.at("filter_criteria")
                        .path("filter")
                        .path(0)
                        .path("pattern")
                        .asText()))
                .isEqualTo(Json.of("{'eventName': ['INSERT'], 'dynamodb': {'NewImage': {'kind': {'S': ['event']}}}}"));
    }

    /** Known mistakes M17, M18 and M23: a trigger without permission, on the wrong alias, or without a place for failures. */
    @Test
    void aScheduleFindsWhatTheStreamLost() {
        SynthesizedResource rule = STACK.resource("aws_cloudwatch_event_rule");

        rule.has("name", "acme-outbox-relay-schedule-test").has("schedule_expression", "rate(1 minute)");
        STACK.resource("aws_cloudwatch_event_target")
                .has("arn", STACK.resource("aws_lambda_alias").ref("arn"))
                .has("dead_letter_config.arn", FAILURES.ref("arn"))
                .has("retry_policy.maximum_event_age_in_seconds", 3600);
        STACK.resource("aws_lambda_permission")
                .has("qualifier", STACK.resource("aws_lambda_alias").ref("name"))
                .has("source_arn", rule.ref("arn"));
        assertThat(STACK.resource("aws_sqs_queue_policy", "/failed-invocations/queue/queue/policy")
                        .statement("policy", "KeepUndeliveredSchedules")
                        .path("Condition"))
                .isEqualTo(
                        Json.of(
                                "{'ArnEquals': {'aws:SourceArn': 'arn:aws:events:eu-west-1:000000000000:rule/acme-outbox-relay-schedule-test'}}"));
        STACK.resource("aws_lambda_function_event_invoke_config")
                .has("maximum_retry_attempts", 2)
                .has("destination_config.on_failure.destination", FAILURES.ref("arn"));
    }
}

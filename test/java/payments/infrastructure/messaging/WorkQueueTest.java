package payments.infrastructure.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.contract.FunctionContract;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.config.deployment.QueueCapture;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.config.deployment.WorkerSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link WorkQueue} and {@link QueueProcessor} with the values of system D. */
class WorkQueueTest {
    private static final QueueSettings SETTINGS =
            new QueueSettings(300, 5, 4, 14, 3, 10, 0, 10, QueueCapture.BY_REQUEST, new WorkerSettings(512, 60, 10));
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) -> {
        WorkQueue queue = new WorkQueue(
                scope,
                "payment-queue",
                placement,
                new MessageHost(new KeyArn("message-key"), new AlertTopicArn("alerts")),
                QueueCapability.QUEUE,
                SETTINGS);
        new QueueProcessor(
                scope,
                "queue-processor",
                placement,
                Samples.workerHost(scope, placement),
                new FunctionSpec(
                        ResourceName.QUEUE_PROCESSOR,
                        FunctionContract.QUEUE_PROCESSOR,
                        "Carries out the payments of the queue",
                        SETTINGS.processor(),
                        Samples.variables(FunctionContract.QUEUE_PROCESSOR)),
                SETTINGS,
                queue);
    });
    private static final SynthesizedResource QUEUE = STACK.resource("aws_sqs_queue", "/payment-queue/queue");
    private static final SynthesizedResource DEAD_LETTERS =
            STACK.resource("aws_sqs_queue", "/payment-queue/dead-letters/queue");
    private static final SynthesizedResource FUNCTION = STACK.resource("aws_lambda_function");
    private static final SynthesizedResource MAPPING = STACK.resource("aws_lambda_event_source_mapping");

    @Test
    @Requirement("D3")
    void aMessageIsHiddenFor300SecondsAndRetainedForFourDays() {
        QUEUE.has("name", "acme-payments-test")
                .has("visibility_timeout_seconds", 300)
                .has("message_retention_seconds", 4 * 86_400)
                .has("receive_wait_time_seconds", 20)
                .has("kms_master_key_id", "message-key");
    }

    @Test
    @Requirement("D3")
    void afterThreeReceivesItIsADeadLetterForFourteenDays() {
        assertThat(QUEUE.document("redrive_policy"))
                .isEqualTo(Json.of(
                        "{'deadLetterTargetArn': '%s', 'maxReceiveCount': 3}".formatted(DEAD_LETTERS.ref("arn"))));
        DEAD_LETTERS
                .has("name", "acme-payments-dead-letters-test")
                .has("message_retention_seconds", 14 * 86_400)
                .has("kms_master_key_id", "message-key")
                .hasNo("redrive_policy");
    }

    /** Known mistake M10: any queue of the account could otherwise end here. */
    @Test
    void onlyThePaymentQueueEndsInItsDeadLetters() {
        assertThat(STACK.resource("aws_sqs_queue_redrive_allow_policy").document("redrive_allow_policy"))
                .isEqualTo(Json.of("""
                {'redrivePermission': 'byQueue',
                 'sourceQueueArns': ['arn:aws:sqs:eu-west-1:000000000000:acme-payments-test']}
                """));
    }

    @Test
    void bothAreReachedOverTlsOnly() {
        for (SynthesizedResource policy : STACK.resources("aws_sqs_queue_policy")) {
            assertThat(policy.sids("policy")).containsExactly("DenyPlainHttp");
            assertThat(policy.statement("policy", "DenyPlainHttp").path("Condition"))
                    .isEqualTo(Json.of("{'Bool': {'aws:SecureTransport': 'false'}}"));
        }
        assertThat(STACK.resources("aws_sqs_queue_policy")).hasSize(2);
    }

    /** Known mistake M10: a queue that nobody reads. */
    @Test
    @Requirement("D3")
    void theProcessorReadsTheQueueThroughItsAliasAndAnswersWithWhatFailed() {
        MAPPING.has("event_source_arn", QUEUE.ref("arn"))
                .has("function_name", STACK.resource("aws_lambda_alias").ref("arn"))
                .has("batch_size", 10)
                .has("function_response_types", List.of("ReportBatchItemFailures"))
                .has("scaling_config.maximum_concurrency", 10)
                // Lambda deletes what a filter keeps out.
                .hasNo("filter_criteria");
    }

    @Test
    @Requirement("D4")
    void theProcessorHas512MegabytesFor60SecondsAndARoleOfItsOwn() {
        FUNCTION.has("function_name", "acme-queue-processor-test")
                .has("handler", "payments.service.handler.queue.QueueProcessorHandler::handleRequest")
                .has("memory_size", 512)
                .has("timeout", 60)
                .has("role", "arn:aws:iam::000000000000:role/acme-queue-processor-execution-test");
        assertThat(FUNCTION.dependsOn())
                .containsExactly(STACK.resource("aws_cloudwatch_log_group").address());
    }

    @Test
    @Requirement("D7")
    void moreThanFiveErrorsInTwoTimes300SecondsRaiseAnAlarm() {
        STACK.resource("aws_cloudwatch_metric_alarm", "/queue-processor-errors")
                .has("namespace", "AWS/Lambda")
                .has("metric_name", "Errors")
                .has("dimensions.FunctionName", FUNCTION.ref("function_name"))
                .has("statistic", "Sum")
                .has("threshold", 5)
                .has("comparison_operator", "GreaterThanThreshold")
                .has("period", 300)
                .has("evaluation_periods", 2)
                .has("alarm_actions", List.of("alerts"));
    }

    @Test
    @Requirement("D7")
    void anyDeadLetterRaisesAnAlarmAndAgainAfterHalfOfItsTime() {
        STACK.resource("aws_cloudwatch_metric_alarm", "/payments-dead-letters-arrived")
                .has("metric_name", "ApproximateNumberOfMessagesVisible")
                .has("dimensions.QueueName", "acme-payments-dead-letters-test")
                .has("statistic", "Maximum")
                .has("threshold", 0)
                .has("evaluation_periods", 1)
                .has("alarm_actions", List.of("alerts"));
        STACK.resource("aws_cloudwatch_metric_alarm", "/payments-dead-letters-forgotten")
                .has("metric_name", "ApproximateAgeOfOldestMessage")
                .has("threshold", 7 * 86_400);
    }
}

package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** System D: files, a queue and a workflow around one table. */
class EventDrivenTest {
    private static final SynthesizedDeployment D = ReferenceDeployment.EVENT_DRIVEN.synthesized();
    private static final SynthesizedStack STACK = D.stack("dev-us-east-1");
    private static final SynthesizedStack IAM = D.stack("dev-iam");

    @Test
    @Requirement("D1")
    void eachNewCsvFileStartsTheBatchFunction() {
        SynthesizedResource bucket = STACK.resource("aws_s3_bucket", "/payment-files/uploads");
        bucket.has("force_destroy", true);
        STACK.resource("aws_s3_bucket_versioning", "/payment-files/uploads/versioning")
                .has("versioning_configuration.status", "Enabled");
        STACK.resource("aws_s3_bucket_server_side_encryption_configuration", "/payment-files/uploads/encryption")
                .has("rule.0.apply_server_side_encryption_by_default.sse_algorithm", "AES256");
        STACK.resource("aws_s3_bucket_public_access_block", "/payment-files/uploads/public-access-block")
                .has("block_public_acls", true)
                .has("block_public_policy", true)
                .has("ignore_public_acls", true)
                .has("restrict_public_buckets", true);
        SynthesizedResource permission = STACK.resource("aws_lambda_permission", "/batch/permission");
        permission
                .has("principal", "s3.amazonaws.com")
                .has("source_arn", bucket.ref("arn"))
                .has("source_account", "${data.aws_caller_identity.account.account_id}");
        SynthesizedResource notification = STACK.resource("aws_s3_bucket_notification");
        notification
                .has("bucket", bucket.ref("id"))
                .has("lambda_function.0.events", List.of("s3:ObjectCreated:*"))
                .has("lambda_function.0.filter_suffix", ".csv")
                .has(
                        "lambda_function.0.lambda_function_arn",
                        STACK.resource("aws_lambda_alias", "/batch/worker/function/alias")
                                .ref("arn"));
        assertThat(notification.dependsOn()).contains(permission.address());
    }

    /** The processor may start this machine and no other, and knows its name; nothing else captures of itself. */
    @Test
    @Requirement("K41")
    void theProcessorOfTheQueueStartsTheWorkflowOfEachPayment() {
        JsonNode statement = IAM.resource("aws_iam_policy", "/queue-processor-execution/policy")
                .statement("policy", "CapturePayments");

        assertThat(statement.path("Action").asText()).isEqualTo("states:StartExecution");
        assertThat(statement.path("Resource").asText())
                .endsWith(":stateMachine:payments-payment-workflow-dev")
                .doesNotContain("*");
        assertThat(STACK.resource("aws_lambda_function", "/queue-processor/worker/function")
                        .at("environment")
                        .findValue("QUEUE_WORKFLOW_ARN"))
                .isEqualTo(statement.path("Resource"));
    }

    @ParameterizedTest
    @CsvSource({
        "/payments, payment_id, timestamp-index, timestamp, ''",
        "/payments, payment_id, status-index, status, timestamp",
        "/batch-status, batch_id, created-at-index, created_at, ''",
        "/audit-records, audit_id, timestamp-index, timestamp, ''"
    })
    @Requirement({"D2", "K40"})
    void eachTableHasItsKeyAndItsIndex(String path, String key, String name, String hash, String range) {
        SynthesizedResource table = STACK.resource("aws_dynamodb_table", path);
        table.has("hash_key", key).has("billing_mode", "PAY_PER_REQUEST").has("point_in_time_recovery.enabled", true);

        List<JsonNode> found = new ArrayList<>();
        table.at("global_secondary_index").forEach(index -> {
            if (index.path("name").asText().equals(name)) {
                found.add(index);
            }
        });
        assertThat(found).as("indexes of %s called %s", path, name).hasSize(1);
        assertThat(found.get(0).path("hash_key").asText()).isEqualTo(hash);
        assertThat(found.get(0).path("range_key").asText()).isEqualTo(range);
        table.at("attribute")
                .forEach(attribute -> assertThat(attribute.path("type").asText())
                        .as("type of %s", attribute.path("name").asText())
                        .isEqualTo(
                                Set.of("timestamp", "created_at", "outbox_at")
                                                .contains(attribute.path("name").asText())
                                        ? "N"
                                        : "S"));
    }

    @Test
    @Requirement("D3")
    void aMessageIsHiddenRetainedAndGivenUpAsAsked() {
        SynthesizedResource deadLetters = STACK.resource("aws_sqs_queue", "/payment-queue/dead-letters/queue");
        deadLetters.has("message_retention_seconds", 14 * 86_400);
        SynthesizedResource queue = STACK.resource("aws_sqs_queue", "/payment-queue/queue");
        queue.has("visibility_timeout_seconds", 300).has("message_retention_seconds", 4 * 86_400);
        JsonNode redrive = queue.document("redrive_policy");
        assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(3);
        assertThat(redrive.path("deadLetterTargetArn").asText()).isEqualTo(deadLetters.ref("arn"));
        STACK.resource("aws_sns_topic", "/payment-events").has("name", "payments-payment-events-dev");
    }

    @Test
    @Requirement("D3")
    void theQueueIsReallyConsumed() {
        STACK.resource("aws_lambda_event_source_mapping", "/queue-processor/mapping")
                .has(
                        "event_source_arn",
                        STACK.resource("aws_sqs_queue", "/payment-queue/queue").ref("arn"))
                .has(
                        "function_name",
                        STACK.resource("aws_lambda_alias", "/queue-processor/worker/function/alias")
                                .ref("arn"))
                .has("function_response_types", List.of("ReportBatchItemFailures"));
    }

    /** 512 MB instead of 256 for the API: a JVM needs them. */
    @ParameterizedTest
    @CsvSource({
        "/queue-processor/worker/function, 60, 512, payments-queue-processor-execution-dev",
        "/batch/worker/function, 300, 1024, payments-batch-execution-dev",
        "/payments-function, 30, 512, payments-api-handler-execution-dev"
    })
    @Requirement("D4")
    void eachFunctionHasItsSizeItsRoleAndItsLog(String path, int seconds, int megabytes, String role) {
        SynthesizedResource function = STACK.resource("aws_lambda_function", path);
        function.has("timeout", seconds).has("memory_size", megabytes);
        assertThat(function.at("role").asText()).endsWith(":role/" + role);
        assertThat(IAM.resources("aws_iam_role").stream()
                        .map(found -> found.at("name").asText()))
                .contains(role);
        SynthesizedResource log = STACK.resource("aws_cloudwatch_log_group", path + "/logs");
        log.has("retention_in_days", 7);
        assertThat(function.dependsOn()).contains(log.address());
    }

    @Test
    @Requirement("D5")
    void theWorkflowValidatesChoosesProcessesAndNotifies() {
        JsonNode definition = STACK.resource("aws_sfn_state_machine", "/payment-workflow/machine")
                .document("definition");
        JsonNode states = definition.path("States");

        assertThat(definition.path("StartAt").asText()).isEqualTo("Validate");
        assertThat(states.at("/Validate/Next").asText()).isEqualTo("IsValid");
        assertThat(states.at("/IsValid/Type").asText()).isEqualTo("Choice");
        assertThat(states.at("/IsValid/Choices/0/Next").asText()).isEqualTo("Process");
        assertThat(states.at("/IsValid/Default").asText()).isEqualTo("PaymentFailed");
        assertThat(states.at("/Process/Retry/0/IntervalSeconds").asInt()).isEqualTo(2);
        assertThat(states.at("/Process/Retry/0/BackoffRate").asInt()).isEqualTo(2);
        assertThat(states.at("/Process/Retry/0/MaxAttempts").asInt()).isEqualTo(3);
        assertThat(states.at("/Process/Catch/0/ErrorEquals/0").asText()).endsWith(".PaymentRefusedException");
        assertThat(states.at("/Process/Catch/0/Next").asText()).isEqualTo("PaymentFailed");
        assertThat(states.at("/Process/Catch/1/ErrorEquals/0").asText()).isEqualTo("States.ALL");
        assertThat(states.at("/Process/Catch/1/Next").asText()).isEqualTo("Undecided");
        assertThat(states.at("/Process/Next").asText()).isEqualTo("NotifySuccess");
    }

    @Test
    @Requirement("D5")
    void theApiMayStartThisMachineAndNoOther() {
        JsonNode start =
                IAM.resource("aws_iam_policy", "/api-handler-execution/policy").statement("policy", "StartWorkflow");

        assertThat(start.path("Action").asText()).isEqualTo("states:StartExecution");
        assertThat(start.path("Resource").asText()).endsWith(":stateMachine:payments-payment-workflow-dev");
        assertThat(STACK.resource("aws_lambda_function", "/payments-function")
                        .at("environment")
                        .findValue("PAYMENT_WORKFLOW_ARN")
                        .asText())
                .isEqualTo(start.path("Resource").asText());
        STACK.resource("aws_api_gateway_method", "/post-payments-id-capture-method")
                .has("authorization", "NONE")
                .hasNo("api_key_required");
        assertThat(STACK.resource("aws_sfn_state_machine", "/payment-workflow/machine")
                        .at("role_arn")
                        .asText())
                .endsWith(":role/payments-payment-workflow-execution-dev");
    }

    @Test
    @Requirement({"D6", "D8", "K43", "K51"})
    void theApiAcceptsAndReturnsPaymentsOnAStageNamedAfterTheSuffix() {
        STACK.resource("aws_api_gateway_request_validator")
                .has("validate_request_body", true)
                .has("validate_request_parameters", true);
        STACK.resource("aws_api_gateway_method", "/post-payments-method")
                .has("http_method", "POST")
                .has(
                        "request_validator_id",
                        STACK.resource("aws_api_gateway_request_validator").ref("id"))
                .has("authorization", "NONE")
                .hasNo("api_key_required")
                .hasNo("request_models");
        STACK.resource("aws_api_gateway_method", "/get-payments-id-method")
                .has("http_method", "GET")
                .has("authorization", "NONE")
                .hasNo("api_key_required");
        STACK.resource("aws_api_gateway_stage").has("stage_name", "dev");
        STACK.resource("aws_api_gateway_usage_plan")
                .has("quota_settings.limit", 10000)
                .has("quota_settings.period", "DAY");
        STACK.resource("aws_lambda_function", "/payments-function")
                .has("environment.variables.API_DIALECT", "payments-basic")
                .has("environment.variables.API_ANONYMOUS_READ", "true");
    }

    @ParameterizedTest
    @CsvSource({
        "/queue-processor-errors, Errors, 5, 300, 2",
        "/payments-dead-letters-arrived, ApproximateNumberOfMessagesVisible, 0, 60, 1",
        "/api-server-errors, 5XXError, 10, 300, 2"
    })
    @Requirement("D7")
    void alarmsNotifyTheTopic(String path, String metric, int threshold, int seconds, int periods) {
        STACK.resource("aws_cloudwatch_metric_alarm", path)
                .has("metric_name", metric)
                .has("comparison_operator", "GreaterThanThreshold")
                .has("threshold", threshold)
                .has("period", seconds)
                .has("evaluation_periods", periods)
                .has(
                        "alarm_actions",
                        List.of("arn:aws:sns:us-east-1:${data.aws_caller_identity.account.account_id}:"
                                + STACK.resource("aws_sns_topic", "/payment-events")
                                        .at("name")
                                        .asText()));
    }

    @Test
    @Requirement("D9")
    void theFunctionsKnowWhereTheyReport() {
        STACK.resource("aws_lambda_function", "/batch/worker/function")
                .has(
                        "environment.variables.STATUS_TABLE",
                        STACK.resource("aws_dynamodb_table", "/batch-status").ref("name"))
                .has(
                        "environment.variables.PAYMENT_QUEUE_URL",
                        STACK.resource("aws_sqs_queue", "/payment-queue/queue").ref("url"));
        STACK.resource("aws_lambda_function", "/queue-processor/worker/function")
                .has(
                        "environment.variables.DYNAMODB_TABLE",
                        STACK.resource("aws_dynamodb_table", "/payments").ref("name"))
                .has(
                        "environment.variables.AUDIT_TABLE",
                        STACK.resource("aws_dynamodb_table", "/audit-records").ref("name"));
        STACK.resource("aws_lambda_function", "/outbox-relay/worker/function")
                .has(
                        "environment.variables.SNS_TOPIC_ARN",
                        STACK.resource("aws_sns_topic", "/payment-events").ref("arn"));
    }

    @Test
    @Requirement("D10")
    void theOutputsLeadToWhatTheyName() {
        Map<String, String> expected = new TreeMap<>(Map.of(
                "api_endpoint", STACK.resource("aws_api_gateway_stage").ref("invoke_url"),
                "payment_files_bucket_name",
                        STACK.resource("aws_s3_bucket", "/payment-files/uploads")
                                .ref("bucket"),
                "payment_queue_url",
                        STACK.resource("aws_sqs_queue", "/payment-queue/queue").ref("url"),
                "payment_workflow_arn",
                        STACK.resource("aws_sfn_state_machine", "/payment-workflow/machine")
                                .ref("arn"),
                "sns_topic_arn",
                        STACK.resource("aws_sns_topic", "/payment-events").ref("arn")));

        Map<String, String> found = new TreeMap<>();
        expected.keySet().forEach(name -> found.put(name, STACK.output(name).asText()));
        assertThat(found).isEqualTo(expected);
        assertThat(STACK.outputs()).contains("payments_table_name");
    }
}

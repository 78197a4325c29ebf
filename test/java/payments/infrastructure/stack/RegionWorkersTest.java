package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.Region;
import payments.testing.ApiSample;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** A region with everything that works behind the API, as one program. */
class RegionWorkersTest {
    private static final Map<String, SynthesizedStack> STACKS = Testing.synthPlatform(Samples.deployment(
            List.of(new Region(AwsRegion.EU_WEST_1, new Cidr("10.0.0.0/16"), true)),
            Samples.withWorkers(DatabaseCopy.NONE)));
    private static final SynthesizedStack IAM = stack("test-iam");
    private static final SynthesizedStack REGION = stack("test-eu-west-1");

    private static SynthesizedStack stack(String name) {
        SynthesizedStack stack = STACKS.get(name);
        if (stack == null) {
            throw new AssertionError("no stack %s, there are %s".formatted(name, STACKS.keySet()));
        }
        return stack;
    }

    @Test
    @Requirement("D10")
    void theOutputsSayWhereFilesQueueTopicAndWorkflowAre() {
        assertThat(REGION.output("payment_queue_url").asText())
                .isEqualTo(
                        REGION.resource("aws_sqs_queue", "/payment-queue/queue").ref("url"));
        assertThat(REGION.output("payment_files_bucket_name").asText())
                .isEqualTo(REGION.resource("aws_s3_bucket", "/payment-files/uploads")
                        .ref("bucket"));
        assertThat(REGION.output("sns_topic_arn").asText())
                .isEqualTo(REGION.resource("aws_sns_topic", "/payment-events").ref("arn"));
        assertThat(REGION.output("payment_workflow_arn").asText())
                .isEqualTo(REGION.resource("aws_sfn_state_machine", "/payment-workflow/machine")
                        .ref("arn"));
    }

    /** Known mistake M43: what the function writes must not start it. */
    @Test
    @Requirement("D9")
    void theBatchFunctionWritesToOtherBucketsThanItReads() {
        assertThat(variables("/batch/worker/function"))
                .containsEntry(
                        "REPORT_BUCKET",
                        REGION.resource("aws_s3_bucket", "/payment-files/reports")
                                .ref("bucket"))
                .containsEntry(
                        "QUARANTINE_BUCKET",
                        REGION.resource("aws_s3_bucket", "/payment-files/quarantine")
                                .ref("bucket"))
                .containsEntry("REPORT_PREFIX", "batch-reports/")
                .containsEntry(
                        "PAYMENT_QUEUE_URL",
                        REGION.resource("aws_sqs_queue", "/payment-queue/queue").ref("url"))
                .containsEntry("BATCH_FUNCTION", "acme-batch-test:live")
                .containsEntry("MAX_FILE_BYTES", "1073741824")
                .containsEntry(
                        "LARGE_FILE_MACHINE_ARN",
                        REGION.resource("aws_sfn_state_machine", "/large-files/machine")
                                .ref("arn"));
    }

    @Test
    @Requirement({"D3", "D4"})
    void everyFunctionKnowsWhatItWorksOn() {
        String topic = REGION.resource("aws_sns_topic", "/payment-events").ref("arn");
        String statuses = REGION.resource("aws_dynamodb_table", "/batch-status").ref("name");

        assertThat(variables("/queue-processor/worker/function")).containsEntry("STATUS_TABLE", statuses);
        assertThat(variables("/batch/worker/function")).containsEntry("STATUS_TABLE", statuses);
        assertThat(variables("/outbox-relay/worker/function")).containsEntry("SNS_TOPIC_ARN", topic);
        assertThat(variables("/payment-workflow/notify/function")).containsEntry("SNS_TOPIC_ARN", topic);
        assertThat(variables("/database-migration/worker/function"))
                .containsEntry("DATABASE_USER", "dbadmin")
                .containsKey("DATABASE_SECRET_ARN");
    }

    /** Every other function connects as the user that the migration makes, and can change no row of the ledger. */
    @Test
    @Requirement({"B9", "D4"})
    void theMigrationAloneIsGivenTheAdministratorOfTheDatabase() {
        assertThat(REGION.resources("aws_lambda_function"))
                .filteredOn(function ->
                        function.at("environment.variables").toString().matches(".*DATABASE_(USER|SECRET_ARN).*"))
                .singleElement()
                .satisfies(function -> assertThat(function.path()).contains("/database-migration/"));
    }

    private static Map<String, String> variables(String function) {
        Map<String, String> variables = new TreeMap<>();
        REGION.resource("aws_lambda_function", function)
                .at("environment.variables")
                .properties()
                .forEach(variable ->
                        variables.put(variable.getKey(), variable.getValue().asText()));
        return variables;
    }

    @Test
    @Requirement("D5")
    void theApiMayStartThisMachineOnly() {
        SynthesizedResource policy = IAM.resource("aws_iam_policy", "/roles/api-handler-execution/policy");

        assertThat(policy.statement("policy", "StartWorkflow").path("Action").asText())
                .isEqualTo("states:StartExecution");
        assertThat(policy.statement("policy", "StartWorkflow").path("Resource").asText())
                .endsWith(":stateMachine:acme-payment-workflow-test");
        assertThat(policy.statement("policy", "AskForWorkflow").path("Resource").asText())
                .endsWith(":execution:acme-payment-workflow-test:*");
        assertThat(REGION.resource("aws_lambda_function", "/payments-function")
                        .at("environment")
                        .findValue("PAYMENT_WORKFLOW_ARN"))
                .isEqualTo(policy.statement("policy", "StartWorkflow").path("Resource"));
    }

    /** A right that nobody uses is one too many. */
    @Test
    @Requirement("X3")
    void withoutTheRouteTheApiMayStartNothing() {
        Map<String, SynthesizedStack> stacks = Testing.synthPlatform(Samples.deployment(
                List.of(new Region(AwsRegion.EU_WEST_1, new Cidr("10.0.0.0/16"), true)),
                Samples.withWorkers(DatabaseCopy.NONE, ApiSample.DEFAULT)));

        assertThat(stacks.values()).allSatisfy(stack -> assertThat(stack.json().toString())
                .doesNotContain("StartWorkflow", "PAYMENT_WORKFLOW_ARN"));
    }

    @Test
    @Requirement("D4")
    void everyFunctionHasARoleOfItsOwnThatTheIamStackMakes() {
        List<String> roles = REGION.resources("aws_lambda_function").stream()
                .map(function -> function.at("role").asText().replaceAll(".*:role/", ""))
                .toList();

        assertThat(roles).hasSize(10).doesNotHaveDuplicates();
        assertThat(IAM.resources("aws_iam_role"))
                .extracting(role -> role.at("name").asText())
                .containsAll(roles);
    }

    /** Card data may come with a file or a message: no log may show it. */
    @Test
    void everyLogOfAWorkerIsMasked() {
        assertThat(REGION.resources("aws_cloudwatch_log_data_protection_policy"))
                .extracting(policy -> policy.at("log_group_name").asText())
                .containsAll(REGION.resources("aws_cloudwatch_log_group").stream()
                        .filter(group -> group.at("name").asText().matches("/aws/(lambda|vendedlogs/states)/.*"))
                        .map(group -> group.ref("name"))
                        .toList());
    }

    @Test
    void theTrailRecordsWhoReadsFilesAndBatchRecords() {
        String selectors =
                IAM.resource("aws_cloudtrail").at("advanced_event_selector").toString();

        assertThat(selectors)
                .contains(
                        "acme-uploads-test",
                        "acme-reports-test",
                        "acme-quarantine-test",
                        "table/acme-batch-status-test");
    }

    @Test
    void queuesAndTheTopicOfPaymentsHaveAKeyOfTheirOwn() {
        String key = REGION.resource("aws_kms_key", "/keys/payment_messages").ref("arn");

        assertThat(REGION.resources("aws_sqs_queue"))
                .filteredOn(queue -> !queue.path().contains("/drift-check/"))
                .isNotEmpty()
                .allSatisfy(queue -> queue.has("kms_master_key_id", key));
        REGION.resource("aws_sns_topic", "/payment-events").has("kms_master_key_id", key);
    }
}

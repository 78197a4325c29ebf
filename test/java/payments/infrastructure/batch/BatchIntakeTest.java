package payments.infrastructure.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.contract.FunctionContract;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.BatchSettings;
import payments.infrastructure.config.deployment.BucketEncryption;
import payments.infrastructure.data.BatchStatusTable;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.workflow.LargeFileWorkflow;
import payments.infrastructure.workflow.WorkflowHost;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link BatchBuckets}, {@link BatchStatusTable}, {@link BatchIntake} and the state machine for large files. */
class BatchIntakeTest {
    private static final SynthesizedStack STACK = synth(null);
    private static final SynthesizedResource FUNCTION = STACK.resource("aws_lambda_function", "/batch/worker/function");
    private static final SynthesizedResource UPLOADS = STACK.resource("aws_s3_bucket", "/payment-files/uploads");

    private static SynthesizedStack synth(@Nullable KeyArn keyArn) {
        return Testing.synthPlaced((scope, placement) -> {
            WorkerHost host = Samples.workerHost(scope, placement);
            BatchBuckets buckets = new BatchBuckets(
                    scope,
                    "payment-files",
                    placement,
                    Samples.DESTROYABLE,
                    keyArn,
                    new AccessLogBucket(
                            scope,
                            "access-logs",
                            placement,
                            ResourceName.ACCESS_LOG_BUCKET,
                            ResourceName.PAYMENT_FILES,
                            Samples.AUDIT,
                            Samples.DESTROYABLE));
            BatchStatusTable statuses = new BatchStatusTable(
                    scope,
                    "batch-status",
                    placement,
                    Samples.DESTROYABLE,
                    new KeyArn("table-key"),
                    new AlertTopicArn("alerts"));
            ServiceFunction processor = new ServiceFunction(
                    scope,
                    "processor",
                    placement,
                    host.functions(),
                    new FunctionSpec(
                            ResourceName.QUEUE_PROCESSOR,
                            FunctionContract.QUEUE_PROCESSOR,
                            "Processor",
                            Samples.FUNCTION,
                            Samples.variables(FunctionContract.QUEUE_PROCESSOR)));
            new LargeFileWorkflow(
                    scope,
                    "large-files",
                    placement,
                    new WorkflowHost(Samples.LOGS, new KeyArn("logs-key"), new AlertTopicArn("alerts")),
                    new LargeFileWorkflow.Processor(processor, Duration.ofSeconds(30), 5),
                    statuses,
                    buckets.reports());
            new BatchIntake(
                    scope,
                    "batch",
                    placement,
                    host,
                    new BatchSettings(1024, 300, null, BucketEncryption.KMS, 5, 1024, true),
                    buckets.uploads(),
                    Samples.variables(FunctionContract.BATCH_FILE));
        });
    }

    @Test
    @Requirement({"D1", "E5"})
    void thereAreThreeBucketsOfOnePatternVersionedAndClosed() {
        for (String bucket : List.of("uploads", "reports", "quarantine")) {
            String path = "/payment-files/" + bucket;
            STACK.resource("aws_s3_bucket", path)
                    .has("bucket", "acme-%s-test-eu-west-1-000000000000".formatted(bucket))
                    .has("force_destroy", true);
            STACK.resource("aws_s3_bucket_versioning", path + "/versioning")
                    .has("versioning_configuration.status", "Enabled");
            STACK.resource("aws_s3_bucket_public_access_block", path + "/public-access-block")
                    .has("block_public_acls", true)
                    .has("restrict_public_buckets", true);
        }
    }

    @Test
    @Requirement("D1")
    void theyAreEncryptedWithKeysOfS3OrOfOurs() {
        String encryption = "aws_s3_bucket_server_side_encryption_configuration";
        String path = "/payment-files/uploads/encryption";

        assertThat(STACK.resource(encryption, path).at("rule").toString()).contains("AES256");
        assertThat(synth(new KeyArn("documents-key"))
                        .resource(encryption, path)
                        .at("rule")
                        .toString())
                .contains("aws:kms", "documents-key");
    }

    /** Known mistakes M15 and M17: a notification before its permission, and a permission for everybody's bucket. */
    @Test
    @Requirement({"D1", "E4"})
    void everyNewCsvObjectStartsTheFunctionWhichThisBucketAloneMay() {
        SynthesizedResource permission = STACK.resource("aws_lambda_permission");
        SynthesizedResource notification = STACK.resource("aws_s3_bucket_notification");

        permission
                .has("principal", "s3.amazonaws.com")
                .has("function_name", FUNCTION.ref("function_name"))
                .has(
                        "qualifier",
                        STACK.resource("aws_lambda_alias", "/batch/worker/function/alias")
                                .ref("name"))
                .has("source_arn", UPLOADS.ref("arn"))
                .has("source_account", "000000000000");
        notification.has("bucket", UPLOADS.ref("id"));
        List<String> suffixes = List.of(".csv", ".CSV", ".csv.gz", ".CSV.GZ");
        for (int i = 0; i < suffixes.size(); i++) {
            notification.has("lambda_function." + i, Json.of("""
                    {'lambda_function_arn': '%s', 'events': ['s3:ObjectCreated:*'], 'filter_suffix': '%s'}
                    """.formatted(
                            STACK.resource("aws_lambda_alias", "/batch/worker/function/alias")
                                    .ref("arn"),
                            suffixes.get(i))));
        }
        assertThat(notification.dependsOn()).contains(permission.address());
    }

    @Test
    @Requirement("D4")
    void theFunctionHasAGigabyteFor300SecondsAndARoleOfItsOwn() {
        FUNCTION.has("function_name", "acme-batch-test")
                .has("memory_size", 1024)
                .has("timeout", 300)
                .has("role", "arn:aws:iam::000000000000:role/acme-batch-execution-test");
    }

    @Test
    void aFileThatCouldNotBeProcessedIsStoredAsAFailure() {
        STACK.resource("aws_lambda_function_event_invoke_config")
                .has("maximum_retry_attempts", 2)
                .has("destination_config.on_failure.destination", "failures");
        STACK.resource("aws_cloudwatch_metric_alarm", "/batch-failures-lost")
                .has("metric_name", "DestinationDeliveryFailures");
    }

    /** Known mistake M12: an attribute that is declared and is no key. */
    @Test
    @Requirement({"D2", "K40"})
    void theStatusTableFindsBatchesByTime() {
        SynthesizedResource table = STACK.resource("aws_dynamodb_table");

        table.has("name", "acme-batch-status-test")
                .has("billing_mode", "PAY_PER_REQUEST")
                .has("hash_key", "batch_id")
                .has("point_in_time_recovery.enabled", true)
                .has("server_side_encryption.kms_key_arn", "table-key");
        assertThat(table.at("global_secondary_index")).isEqualTo(Json.of("""
                [{'name': 'created-at-index', 'hash_key': 'created_at', 'projection_type': 'ALL'}]
                """));
        assertThat(table.at("attribute")).isEqualTo(Json.of("""
                [{'name': 'batch_id', 'type': 'S'}, {'name': 'created_at', 'type': 'N'}]
                """));
    }

    /** Rows run in express workflows, which end after five minutes and cannot wait for a version that is not ready. */
    @Test
    void theProcessorIsCalledWithoutRowsBeforeTheRowsAreReadAndTheirAttemptsEndInTime() {
        JsonNode definition = STACK.resource("aws_sfn_state_machine").document("definition");
        JsonNode prepare = definition.path("States").path("PrepareProcessor");

        assertThat(definition.path("StartAt").asText()).isEqualTo("PrepareProcessor");
        assertThat(prepare.path("Parameters").path("Payload")).isEqualTo(Json.of("{'Items': []}"));
        assertThat(prepare.path("Next").asText()).isEqualTo("CarryOut");
        assertThat(definition
                        .path("States")
                        .path("CarryOut")
                        .at("/ItemProcessor/States/Call/Retry/1/MaxAttempts")
                        .asInt())
                .as("attempts of 2, 4, 8 seconds and so on that fit beside four runs of 30 seconds into 300")
                .isEqualTo(6);
    }

    @Test
    @Requirement("D9")
    void aLargeFileIsReadAsCheckedLinesAndCompletesItsRecord() {
        SynthesizedResource machine = STACK.resource("aws_sfn_state_machine");
        JsonNode states = machine.document("definition").path("States");
        JsonNode map = states.path("CarryOut");

        assertThat(map.path("ItemReader")).isEqualTo(Json.of("""
                {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSONL'},
                 'Parameters': {'Bucket.$': '$.bucket', 'Key.$': '$.key'}}
                """));
        assertThat(map.path("MaxConcurrency").asInt()).isEqualTo(5);
        assertThat(map.path("ToleratedFailurePercentage").asInt(-1)).isZero();
        assertThat(map.path("ItemProcessor")
                        .path("States")
                        .path("Call")
                        .path("Parameters")
                        .path("FunctionName")
                        .asText())
                .isEqualTo(
                        STACK.resource("aws_lambda_alias", "/processor/alias").ref("arn"));
        assertThat(map.path("Next").asText()).isEqualTo("Complete");
        assertThat(map.path("Catch").path(0).path("Next").asText()).isEqualTo("NoteFailure");
        assertThat(states.path("Complete")
                        .path("Parameters")
                        .path("ExpressionAttributeValues")
                        .path(":status"))
                .isEqualTo(Json.of("{'S': 'completed'}"));
        assertThat(states.path("NoteFailure").path("Next").asText()).isEqualTo("Failed");
    }
}

package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import payments.Requirement;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.service.batch.BatchFile;
import payments.service.batch.FileGoneException;
import payments.service.batch.FileStore;
import payments.service.batch.S3FileStore;
import payments.service.batch.StepFunctionsLargeFiles;
import payments.testing.BusyProcessor;
import payments.testing.FunctionJars;
import payments.testing.Run;
import payments.testing.Tool;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Files, queues, topic and workflow against the emulator: S3 notifies, the packaged functions run in processes of their own
 * with nothing but their environment, SQS delivers and redrives. Only Lambda itself is played by the test.
 */
@BusyProcessor
class BatchFlowIT {
    private static final String REGION = "us-east-1";
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Emulator emulator;
    private static S3Client s3;
    private static SqsClient sqs;
    private static SnsClient sns;
    private static SfnClient sfn;
    private static DynamoDbClient dynamoDb;
    private static String notices;
    private static String topic;
    private static String published;

    @TempDir
    private Path folder;

    /** What the queue's processor has besides the variables of all. */
    private final Map<String, String> workflow = new HashMap<>();

    private final String payments =
            queue("payments-" + UUID.randomUUID(), Optional.of(queue("dead-" + UUID.randomUUID(), Optional.empty())));

    @BeforeAll
    static void start() {
        Tool.require(Tool.EMULATOR);
        emulator = Emulator.start();
        Aws aws = new Aws(emulator.endpoint(), REGION);
        s3 = aws.s3();
        sqs = aws.sqs();
        sns = aws.sns();
        sfn = aws.sfn();
        dynamoDb = aws.dynamoDb();
        List.of("uploads", "reports", "quarantine").forEach(name -> s3.createBucket(bucket -> bucket.bucket(name)));
        s3.putBucketVersioning(versioning -> versioning
                .bucket("uploads")
                .versioningConfiguration(enabled -> enabled.status(BucketVersioningStatus.ENABLED)));
        notices = queue("notices", Optional.empty());
        QueueConfiguration uploads = QueueConfiguration.builder()
                .queueArn(arn(notices))
                .events(Event.S3_OBJECT_CREATED)
                .filter(filter -> filter.key(key -> key.filterRules(List.of(
                        FilterRule.builder().name("suffix").value(".csv").build()))))
                .build();
        s3.putBucketNotificationConfiguration(notify ->
                notify.bucket("uploads").notificationConfiguration(to -> to.queueConfigurations(List.of(uploads))));
        topic = sns.createTopic(create -> create.name("payment-notifications")).topicArn();
        published = queue("published", Optional.empty());
        sns.subscribe(subscribe -> subscribe
                .topicArn(topic)
                .protocol("sqs")
                .endpoint(arn(published))
                .attributes(Map.of("RawMessageDelivery", "true")));
        table("payments", "payment_id");
        table("batches", "batch_id");
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            List.of(s3, sqs, sns, sfn, dynamoDb).forEach(client -> close(client));
            emulator.close();
        }
    }

    @Test
    @Requirement({"D1", "D3", "D9"})
    @Threat({"C10", "C16", "C18"})
    void anUploadedFileBecomesPaymentsOnce() throws IOException {
        String id = UUID.randomUUID().toString().substring(0, 8);
        StringBuilder file = new StringBuilder("payment_id,amount,currency\n");
        for (int row = 1; row <= 23; row++) {
            file.append(id).append('-').append(row).append(",1.00,USD\n");
        }
        s3.putObject(
                put -> put.bucket("uploads").key("in/my file+" + id + ".csv"),
                RequestBody.fromString(file + "=SUM(A1),1.00,USD\n"));
        JsonNode notice = notice(id);

        JsonNode answer = call(FunctionContract.BATCH_FILE, notice);
        assertThat(answer.path("files").asInt()).isEqualTo(1);
        call(FunctionContract.BATCH_FILE, notice);
        s3.putObject(
                put -> put.bucket("uploads").key("copy-" + id + ".csv"),
                RequestBody.fromString(file + "=SUM(A1),1.00,USD\n"));
        call(FunctionContract.BATCH_FILE, notice("copy-" + id));

        assertThat(depth(payments))
                .as("messages of three events with one content")
                .isEqualTo(23);
        Map<String, AttributeValue> record = items("batches").stream()
                .filter(item -> text(item, "object_key").contains(id))
                .findFirst()
                .orElseThrow();
        assertThat(text(record, "status")).isEqualTo("completed");
        assertThat(record.getOrDefault("accepted", AttributeValue.fromN("0")).n())
                .isEqualTo("23");
        assertThat(text("reports", "batch-reports/" + text(record, "batch_id") + "-rejects.csv"))
                .isEqualTo("row,line,payment_id,reason\r\n24,25,\"'=SUM(A1)\",invalid-id\r\n");

        while (depth(payments) > 0) {
            assertThat(consume()).isEmpty();
        }
        assertThat(items("payments").stream()
                        .map(item -> text(item, "payment_id"))
                        .filter(name -> name.startsWith(id + "-")))
                .hasSize(23);
    }

    @Test
    @Requirement("D3")
    @Threat({"D03", "D05", "D08"})
    void poisonEndsInTheDeadLetterQueueAndItsNeighboursAreDone() throws IOException {
        String id = UUID.randomUUID().toString().substring(0, 8);
        List<String> bodies = List.of(row(id, 1), "no JSON", row(id, 2));
        bodies.forEach(body -> sqs.sendMessage(send -> send.queueUrl(payments).messageBody(body)));

        for (int receive = 1; receive <= 3; receive++) {
            assertThat(consume()).as("failures at receive %d", receive).hasSize(1);
        }
        assertThat(consume()).as("after three receives").isEmpty();

        String dead = redriveTarget(payments);
        Message poison =
                sqs.receiveMessage(receive -> receive.queueUrl(dead)).messages().get(0);
        assertThat(poison.body()).isEqualTo("no JSON");
        // Redriven after a correction, and the good ones once more: each has one effect.
        List.of(row(id, 1), row(id, 2), row(id, 3), row(id, 3))
                .forEach(body -> sqs.sendMessage(send -> send.queueUrl(payments).messageBody(body)));
        assertThat(consume()).isEmpty();
        assertThat(items("payments").stream()
                        .filter(item -> text(item, "payment_id").startsWith(id + "-")))
                .hasSize(3);
    }

    /** What the machine then does its steps show below; that the name holds for 90 days AWS alone shows. */
    @Test
    @Requirement({"K41", "X5"})
    void eachPaymentOfTheQueueStartsItsWorkflowOnce() throws IOException {
        String id = UUID.randomUUID().toString().substring(0, 8);
        String machine = sfn.createStateMachine(create -> create.name("payment-workflow-" + id)
                        .roleArn("arn:aws:iam::%s:role/machine".formatted(Emulator.ACCOUNT))
                        .definition("{\"StartAt\":\"Pass\",\"States\":{\"Pass\":{\"Type\":\"Pass\",\"End\":true}}}"))
                .stateMachineArn();
        workflow.put("QUEUE_WORKFLOW_ARN", machine);
        List.of(row(id, 1), row(id, 1), row(id, 2))
                .forEach(body -> sqs.sendMessage(send -> send.queueUrl(payments).messageBody(body)));

        assertThat(consume()).isEmpty();
        sqs.sendMessage(send -> send.queueUrl(payments).messageBody(row(id, 1)));
        assertThat(consume()).isEmpty();

        assertThat(sfn.listExecutions(list -> list.stateMachineArn(machine)).executions())
                .extracting(ExecutionListItem::name, execution -> sfn.describeExecution(
                                describe -> describe.executionArn(execution.executionArn()))
                        .input())
                .containsExactlyInAnyOrder(
                        tuple("capture-" + id + "-1", "{\"payment_id\":\"%s-1\"}".formatted(id)),
                        tuple("capture-" + id + "-2", "{\"payment_id\":\"%s-2\"}".formatted(id)));
    }

    @Test
    @Requirement("D5")
    void theStepsOfTheStateMachineCaptureAndPublishAPayment() throws IOException {
        String id = UUID.randomUUID().toString().substring(0, 8);
        sqs.sendMessage(send -> send.queueUrl(payments).messageBody(row(id, 1)));
        assertThat(consume()).isEmpty();
        ObjectNode state = JSON.createObjectNode().put("payment_id", id + "-1");

        JsonNode validated = call(FunctionContract.VALIDATE_STEP, state);
        assertThat(validated.path("valid").asBoolean()).isTrue();
        JsonNode processed = call(FunctionContract.PROCESS_STEP, validated);
        assertThat(processed.path("status").asText()).isEqualTo("captured");
        call(FunctionContract.NOTIFY_STEP, processed);
        assertThat(call(FunctionContract.FAIL_STEP, processed).path("status").asText())
                .isEqualTo("captured");

        List<Message> messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(published).maxNumberOfMessages(10))
                .messages();
        assertThat(messages).extracting(Message::body).allMatch(body -> body.contains(id + "-1"));
        assertThat(messages)
                .extracting(Message::body)
                .satisfiesExactlyInAnyOrder(
                        body -> assertThat(body).contains("payment.created"),
                        body -> assertThat(body).contains("payment.authorised"),
                        body -> assertThat(body).contains("payment.captured"));
    }

    @Test
    @Threat({"C10", "C19"})
    void theVersionOfTheEventIsReadEvenWhenAnotherCameAndAnErrorWhenItIsGone() throws IOException {
        FileStore files = new S3FileStore(s3);
        String first = s3.putObject(put -> put.bucket("uploads").key("v.csv"), RequestBody.fromString("first"))
                .versionId();
        s3.putObject(put -> put.bucket("uploads").key("v.csv"), RequestBody.fromString("second"));
        BatchFile file = new BatchFile("uploads", "v.csv", Optional.of(first), "", LocalDate.EPOCH);

        try (InputStream content = files.open(file)) {
            assertThat(content).hasContent("first");
        }
        files.move(file, "quarantine", "v");
        files.move(file, "quarantine", "v");

        assertThat(text("quarantine", "v")).isEqualTo("first");
        assertThat(text("uploads", "v.csv")).as("the newer version stays").isEqualTo("second");
        assertThatThrownBy(() -> files.open(file)).isInstanceOf(FileGoneException.class);
    }

    @Test
    @Threat("C19")
    void withoutVersionsAReplacedObjectIsGone() throws IOException {
        FileStore files = new S3FileStore(s3);
        String eTag = s3.putObject(put -> put.bucket("reports").key("r.csv"), RequestBody.fromString("first"))
                .eTag();
        BatchFile file = new BatchFile("reports", "r.csv", Optional.empty(), eTag, LocalDate.EPOCH);
        try (InputStream content = files.open(file)) {
            assertThat(content).hasContent("first");
        }

        s3.putObject(put -> put.bucket("reports").key("r.csv"), RequestBody.fromString("second"));

        assertThatThrownBy(() -> files.open(file)).isInstanceOf(FileGoneException.class);
    }

    @Test
    @Threat("C12")
    void anObjectOfUnknownLengthAppearsWhenFinishedAndNotBefore() throws IOException {
        FileStore files = new S3FileStore(s3);
        byte[] line = ("x".repeat(999) + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileStore.Upload upload = files.upload("reports", "large.jsonl")) {
            for (int i = 0; i < 9_000; i++) {
                upload.write(line);
            }
            upload.finish();
        }
        try (FileStore.Upload abandoned = files.upload("reports", "abandoned.jsonl")) {
            abandoned.write(line);
            assertThat(openUploads()).as("while it is written").hasSize(1);
        }

        assertThat(s3.getObjectAsBytes(get -> get.bucket("reports").key("large.jsonl"))
                        .asByteArray())
                .hasSize(9_000_000);
        assertThat(s3.listObjectsV2(list -> list.bucket("reports").prefix("abandoned"))
                        .contents())
                .isEmpty();
        assertThat(openUploads()).as("after it was closed").isEmpty();
    }

    private static List<MultipartUpload> openUploads() {
        var answer = s3.listMultipartUploads(list -> list.bucket("reports"));
        return answer.hasUploads() ? answer.uploads() : List.of();
    }

    @Test
    @Threat({"C10", "C12"})
    void aLargeFileIsStartedOnceHoweverOftenItIsAsked() {
        String machine = sfn.createStateMachine(create -> create.name("large-files")
                        .roleArn("arn:aws:iam::%s:role/machine".formatted(Emulator.ACCOUNT))
                        .definition("{\"StartAt\":\"Pass\",\"States\":{\"Pass\":{\"Type\":\"Pass\",\"End\":true}}}"))
                .stateMachineArn();
        StepFunctionsLargeFiles large = new StepFunctionsLargeFiles(sfn, machine);

        assertThat(large.start("batch", "reports", "rows.jsonl")).isEqualTo("batch");
        assertThat(large.start("batch", "reports", "rows.jsonl")).isEqualTo("batch");

        var executions =
                sfn.listExecutions(list -> list.stateMachineArn(machine)).executions();
        assertThat(executions).hasSize(1);
        assertThat(sfn.describeExecution(describe ->
                                describe.executionArn(executions.get(0).executionArn()))
                        .input())
                .contains("rows.jsonl")
                .contains("reports");
    }

    /** Plays the event source mapping: receives, has the function process, deletes what it did not report as failed. */
    private List<String> consume() throws IOException {
        List<Message> messages = sqs.receiveMessage(
                        receive -> receive.queueUrl(payments).maxNumberOfMessages(10))
                .messages();
        ObjectNode event = JSON.createObjectNode();
        ArrayNode records = event.putArray("Records");
        messages.forEach(message -> records.addObject()
                .put("messageId", message.messageId())
                .put("body", message.body())
                .put("eventSourceARN", arn(payments)));
        List<String> failed = new ArrayList<>();
        call(FunctionContract.QUEUE_PROCESSOR, event)
                .path("batchItemFailures")
                .forEach(item -> failed.add(item.path("itemIdentifier").asText()));
        for (Message message : messages) {
            if (failed.contains(message.messageId())) {
                sqs.changeMessageVisibility(change -> change.queueUrl(payments)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
            } else {
                sqs.deleteMessage(delete -> delete.queueUrl(payments).receiptHandle(message.receiptHandle()));
            }
        }
        return failed;
    }

    private JsonNode call(FunctionContract function, JsonNode event) throws IOException {
        Map<String, String> variables = new HashMap<>(emulator.environment());
        variables.putAll(Map.of(
                "REGION", REGION,
                "ENVIRONMENT_SUFFIX", "test",
                "DYNAMODB_TABLE", "payments",
                "TABLE_PARTITION_KEY", "payment_id",
                "DYNAMODB_ENDPOINT", "https://dynamodb.us-east-1.amazonaws.com",
                "STATUS_TABLE", "batches",
                "PAYMENT_QUEUE_URL", payments,
                "SNS_TOPIC_ARN", topic));
        variables.putAll(Map.of(
                "REPORT_BUCKET", "reports",
                "REPORT_PREFIX", "batch-reports/",
                "QUARANTINE_BUCKET", "quarantine",
                "BATCH_FUNCTION", "batch:live"));
        if (function == FunctionContract.QUEUE_PROCESSOR) {
            variables.putAll(workflow);
        }
        String classPath = FunctionJars.packed(function.jar())
                + ":"
                + Path.of("test/target/test-classes").toAbsolutePath();
        Run run = Run.of(
                folder,
                variables,
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        FunctionProcess.class.getName(),
                        function.handlerSetting(),
                        event.toString()));
        String output = run.succeeded().output().strip();
        return JSON.readTree(output.substring(output.lastIndexOf('\n') + 1));
    }

    /** The event of an upload, as S3 sent it; its test event and those of other tests come along. */
    private static JsonNode notice(String part) throws IOException {
        for (int attempt = 0; attempt < 20; attempt++) {
            for (Message message : sqs.receiveMessage(receive ->
                            receive.queueUrl(notices).maxNumberOfMessages(10).visibilityTimeout(0))
                    .messages()) {
                if (message.body().contains(part)) {
                    sqs.deleteMessage(delete -> delete.queueUrl(notices).receiptHandle(message.receiptHandle()));
                    return JSON.readTree(message.body());
                }
            }
        }
        throw new AssertionError("S3 reported no object named " + part);
    }

    private static String row(String id, int number) {
        return "{\"type\":\"create-payment\",\"version\":1,\"batch_id\":\"%s\",\"row\":%d,\"caller\":\"anonymous\","
                        .formatted(id, number)
                + "\"payment_id\":\"%s-%d\",\"amount_minor\":100,\"currency\":\"USD\"}".formatted(id, number);
    }

    private static String queue(String name, Optional<String> dead) {
        Map<QueueAttributeName, String> attributes = new HashMap<>();
        dead.ifPresent(target -> attributes.put(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"3\"}".formatted(arn(target))));
        return sqs.createQueue(create -> create.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private static String arn(String queueUrl) {
        return "arn:aws:sqs:%s:%s:%s"
                .formatted(REGION, Emulator.ACCOUNT, queueUrl.substring(queueUrl.lastIndexOf('/') + 1));
    }

    private static String redriveTarget(String queueUrl) throws IOException {
        String policy = sqs.getQueueAttributes(
                        get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.REDRIVE_POLICY))
                .attributes()
                .get(QueueAttributeName.REDRIVE_POLICY);
        String name = JSON.readTree(policy).path("deadLetterTargetArn").asText();
        return sqs.getQueueUrl(get -> get.queueName(name.substring(name.lastIndexOf(':') + 1)))
                .queueUrl();
    }

    private static int depth(String queueUrl) {
        return Integer.parseInt(sqs.getQueueAttributes(
                        get -> get.queueUrl(queueUrl).attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes()
                .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static void table(String name, String key) {
        dynamoDb.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build()));
    }

    private static List<Map<String, AttributeValue>> items(String table) {
        return dynamoDb.scanPaginator(scan -> scan.tableName(table)).items().stream()
                .toList();
    }

    /** Empty when the item has no such text. */
    private static String text(Map<String, AttributeValue> item, String attribute) {
        return item.getOrDefault(attribute, AttributeValue.fromS("")).s();
    }

    private static String text(String bucket, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception e) {
            throw new IllegalStateException("a client cannot be closed", e);
        }
    }
}

package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;
import payments.Threat;
import payments.contract.FunctionContract;
import payments.contract.FunctionJar;
import payments.service.database.LocalPostgres;
import payments.service.store.PaymentTable;
import payments.testing.BusyProcessor;
import payments.testing.Tool;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Every handler that a deployment can name, from its packed jar alone, under AWS's own runtime interface client: init, a
 * good event, a bad event, a missing variable, a snapshot.
 */
@Requirement("A10")
@BusyProcessor
class RuntimeClientIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REGION = "us-east-1";

    /** A number with an issuer's prefix and a right check digit; in parts, so that no scan finds it here. */
    private static final String CARD = "4111" + "1111".repeat(2) + "1111";

    private static final String SECRET = "the-secret-" + "of-this-test";
    private static final String NO_JSON = "{\"card\":\"" + CARD + "\" no JSON " + SECRET;
    private static final String ILLEGAL = IllegalArgumentException.class.getName();

    private static final LocalPostgres DATABASE = LocalPostgres.shared();

    private static Emulator emulator;
    private static Map<String, String> variables;
    private static String queue;
    private static String fileTag = "";

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        Tool.require(Tool.EMULATOR);
        emulator = Emulator.start();
        Aws aws = new Aws(emulator.endpoint(), REGION);
        try (S3Client s3 = aws.s3();
                SqsClient sqs = aws.sqs();
                SnsClient sns = aws.sns();
                DynamoDbClient dynamoDb = aws.dynamoDb()) {
            List.of("uploads", "reports", "quarantine").forEach(name -> s3.createBucket(put -> put.bucket(name)));
            fileTag = s3.putObject(
                            put -> put.bucket("uploads").key("good.csv"),
                            RequestBody.fromString("payment_id,amount,currency\nfrom-file,1.00,USD\n"))
                    .eTag()
                    .replace("\"", "");
            queue = sqs.createQueue(create -> create.queueName("payments")).queueUrl();
            table(dynamoDb, "payments", "payment_id");
            table(dynamoDb, "batches", "batch_id");
            log(dynamoDb, "effects");
            variables = new HashMap<>(emulator.environment());
            variables.putAll(Map.of(
                    "REGION", REGION,
                    "ENVIRONMENT_SUFFIX", "test",
                    "DYNAMODB_TABLE", "payments",
                    "TABLE_PARTITION_KEY", "payment_id",
                    "DYNAMODB_ENDPOINT", "https://dynamodb.us-east-1.amazonaws.com",
                    "STATUS_TABLE", "batches",
                    "PAYMENT_QUEUE_URL", queue,
                    "SNS_TOPIC_ARN",
                            sns.createTopic(create -> create.name("events")).topicArn()));
            variables.putAll(Map.of(
                    "REPORT_BUCKET", "reports",
                    "REPORT_PREFIX", "batch-reports/",
                    "QUARANTINE_BUCKET", "quarantine",
                    "BATCH_FUNCTION", "batch:live",
                    "AWS_SECRET_ACCESS_KEY", SECRET));
        }
    }

    @AfterAll
    static void stop() {
        if (emulator != null) {
            emulator.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Threat("J06")
    void itAnswersAGoodEventAndGivesNothingAwayAboutABadOne(FunctionContract function) throws IOException {
        String payment = needsPayment(function) ? createdPayment() : "";
        try (RuntimeClient client =
                RuntimeClient.start(folder, function, environment(function)).ready()) {
            RuntimeApi.Report good = client.invoke(goodEvent(function, payment));
            RuntimeApi.Report bad = client.invoke(NO_JSON);
            RuntimeApi.Report again = client.invoke(goodEvent(function, payment));

            assertThat(good.kind()).as("%s%n%s", good, client.output()).isEqualTo(RuntimeApi.Kind.RESPONSE);
            assertThat(good.body()).contains(goodAnswer(function, payment));
            switch (function) {
                case PAYMENTS_API -> assertThat(bad.body()).contains("\"statusCode\":500", "internal");
                case MIGRATION -> assertThat(bad.body()).contains("UP_TO_DATE");
                default -> {
                    assertThat(bad.kind()).isEqualTo(RuntimeApi.Kind.ERROR);
                    assertThat(JSON.readTree(bad.body()).path("errorType").asText())
                            .isEqualTo(ILLEGAL);
                }
            }
            assertThat(again.kind()).as("after a bad event").isEqualTo(RuntimeApi.Kind.RESPONSE);
            assertThat(bad.body() + client.output()).doesNotContain(CARD, SECRET);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Threat("G08")
    void aMissingVariableEndsTheInitAndIsNamed(FunctionContract function) throws Exception {
        String missing = function == FunctionContract.MIGRATION ? "RDS_HOST" : "REGION";
        Map<String, String> without = new HashMap<>(environment(function));
        without.remove(missing);

        try (RuntimeClient client = RuntimeClient.start(folder, function, without)) {
            RuntimeApi.Report report = client.report();

            assertThat(report.kind()).isEqualTo(RuntimeApi.Kind.INIT_ERROR);
            JsonNode error = JSON.readTree(report.body());
            assertThat(error.path("errorMessage").asText())
                    .contains("the environment variable " + missing + " is missing or empty");
            assertThat(report.body() + client.output()).doesNotContain(SECRET);
            assertThat(client.exitCode()).isNotZero();
        }
    }

    @Test
    @Threat("G06")
    void theFirstPaymentIsMadeBeforeTheSnapshotAndTheRestoredFunctionTakesPayments() {
        Map<String, String> snapStart = new HashMap<>(variables);
        snapStart.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        try (RuntimeClient client = RuntimeClient.start(folder, FunctionContract.PAYMENTS_API, snapStart)) {
            assertThat(client.report().kind()).isEqualTo(RuntimeApi.Kind.RESTORED);
            RuntimeApi.Report answer = client.ready().invoke(goodEvent(FunctionContract.PAYMENTS_API, ""));

            assertThat(answer.body()).contains("\"statusCode\":201");
            assertThat(client.output()).containsSubsequence("snapshot-primed", "snapshot-restored", "request-answered");
        }
    }

    private static boolean needsPayment(FunctionContract function) {
        return function.jar() == FunctionJar.QUEUE && function != FunctionContract.QUEUE_PROCESSOR;
    }

    private String createdPayment() throws IOException {
        try (RuntimeClient client = RuntimeClient.start(
                        folder.resolve("first"), FunctionContract.PAYMENTS_API, variables)
                .ready()) {
            JsonNode answer = JSON.readTree(
                    client.invoke(goodEvent(FunctionContract.PAYMENTS_API, "")).body());
            return JSON.readTree(answer.path("body").asText())
                    .path("payment_id")
                    .asText();
        }
    }

    private static Map<String, String> environment(FunctionContract function) {
        Map<String, String> all = new HashMap<>(variables);
        if (function == FunctionContract.EFFECT_PROJECTOR) {
            all.putAll(Map.of(
                    "EFFECT_LOG_TABLE", "effects",
                    "EFFECT_LOG_REGION", REGION,
                    "EFFECT_LOG_ENDPOINT", "https://dynamodb.us-east-1.amazonaws.com"));
        }
        if (function.jar() != FunctionJar.DATABASE) {
            return all;
        }
        all.putAll(Map.of(
                "RDS_HOST", "localhost",
                "RDS_PORT", Integer.toString(DATABASE.port()),
                "RDS_DATABASE", DATABASE.migrated(),
                "DATABASE_CA_FILE", DATABASE.authority().toString()));
        if (function == FunctionContract.MIGRATION) {
            all.put("DATABASE_USER", "postgres");
        }
        return all;
    }

    private static String goodEvent(FunctionContract function, String payment) {
        Map<String, Object> event = new HashMap<>();
        switch (function) {
            case PAYMENTS_API -> {
                event.put("httpMethod", "POST");
                event.put("path", "/payments");
                event.put("headers", Map.of("Content-Type", "application/json", "Idempotency-Key", key()));
                event.put("body", "{\"amount\":\"12.34\",\"currency\":\"EUR\",\"reference\":\"order-1\"}");
            }
            case QUEUE_PROCESSOR -> {
                String body =
                        "{\"type\":\"create-payment\",\"version\":1,\"batch_id\":\"b\",\"row\":1,\"caller\":\"anonymous\",\"payment_id\":\"%s\",\"amount_minor\":100,\"currency\":\"USD\"}"
                                .formatted(key());
                String arn = "arn:aws:sqs:%s:%s:payments".formatted(REGION, Emulator.ACCOUNT);
                event.put("Records", List.of(Map.of("messageId", "m-1", "body", body, "eventSourceARN", arn)));
            }
            case BATCH_FILE -> {
                Map<String, Object> object = Map.of("key", "good.csv", "eTag", fileTag, "size", 49);
                Map<String, Object> s3 = Map.of("bucket", Map.of("name", "uploads"), "object", object);
                event.put(
                        "Records",
                        List.of(Map.of(
                                "eventName", "ObjectCreated:Put", "eventTime", "2026-01-01T00:00:00.000Z", "s3", s3)));
            }
            case VALIDATE_STEP, PROCESS_STEP, NOTIFY_STEP, FAIL_STEP -> event.put("payment_id", payment);
            default -> {
                // The others run on a schedule or in a deployment, where the event says nothing.
            }
        }
        return JSON.valueToTree(event).toString();
    }

    private static String goodAnswer(FunctionContract function, String payment) {
        return switch (function) {
            case PAYMENTS_API -> "\"statusCode\":201";
            case QUEUE_PROCESSOR -> "{\"batchItemFailures\":[]}";
            case BATCH_FILE -> "{\"files\":1}";
            case VALIDATE_STEP -> "\"payment_id\":\"%s\",\"valid\":true".formatted(payment);
            case PROCESS_STEP -> "\"payment_id\":\"%s\",\"valid\":true,\"status\":\"captured\"".formatted(payment);
            case NOTIFY_STEP -> "\"payment_id\":\"%s\"".formatted(payment);
            case FAIL_STEP -> "\"status\":\"failed\"";
            case OUTBOX_RELAY -> "\"failed\":0";
            case EFFECT_PROJECTOR -> "\"complete\":true";
            case MIGRATION -> "\"status\":\"UP_TO_DATE\"";
            case RECONCILIATION -> "\"complete\":true";
        };
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static void table(DynamoDbClient dynamoDb, String name, String key) {
        dynamoDb.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute(key, ScalarAttributeType.S),
                        attribute(PaymentTable.OUTBOX_SHARD, ScalarAttributeType.S),
                        attribute(PaymentTable.OUTBOX_AT, ScalarAttributeType.N))
                .keySchema(part(key, KeyType.HASH))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(PaymentTable.OUTBOX_INDEX)
                        .keySchema(
                                part(PaymentTable.OUTBOX_SHARD, KeyType.HASH),
                                part(PaymentTable.OUTBOX_AT, KeyType.RANGE))
                        .projection(all -> all.projectionType(ProjectionType.ALL))
                        .build()));
    }

    private static void log(DynamoDbClient dynamoDb, String name) {
        dynamoDb.createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute("payment_id", ScalarAttributeType.S), attribute("version", ScalarAttributeType.N))
                .keySchema(part("payment_id", KeyType.HASH), part("version", KeyType.RANGE)));
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement part(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}

package payments.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.Threat;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.LambdaFunctionConfiguration;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * What an environment must show besides, that takes payments from a queue and from files, publishes events, has a ledger and has
 * a workflow. The emulator runs no function: what starts one is read back, and the handlers run here.
 */
abstract class WorkersContract extends DeploymentContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> regions;
    private final String suffix;

    /**
     * @param environment the environment; also its suffix
     * @param regions its regions, the primary first
     */
    WorkersContract(
            String deployment,
            String project,
            String environment,
            List<String> regions,
            Function<Project, StackRunner> runner) {
        super(deployment, project, environment, regions, runner);
        this.regions = List.copyOf(regions);
        this.suffix = environment;
    }

    /** For tests that look at each region. */
    Stream<String> regions() {
        return regions.stream();
    }

    @ParameterizedTest
    @MethodSource("regions")
    @Requirement("D3")
    @Threat("D05")
    void theQueueGivesUpToItsDeadLetterQueueWhichAcceptsFromNoOther(String region) throws IOException {
        Map<QueueAttributeName, String> queue = queueAttributes(region, "payments");
        Map<QueueAttributeName, String> deadLetters = queueAttributes(region, "payments-dead-letters");
        JsonNode redrive = JSON.readTree(queue.getOrDefault(QueueAttributeName.REDRIVE_POLICY, "{}"));
        JsonNode allowed = JSON.readTree(
                String.valueOf(deployed().emulator().proxy().redrives().of(region, name("payments-dead-letters"))));

        assertThat(redrive.path("deadLetterTargetArn").asText())
                .isEqualTo(deadLetters.get(QueueAttributeName.QUEUE_ARN));
        assertThat(redrive.path("maxReceiveCount").asInt()).isEqualTo(10);
        assertThat(allowed.path("redrivePermission").asText()).isEqualTo("byQueue");
        assertThat(allowed.path("sourceQueueArns"))
                .extracting(JsonNode::asText)
                .containsExactly(queue.get(QueueAttributeName.QUEUE_ARN));
        assertThat(List.of(queue, deadLetters)).allSatisfy(attributes -> {
            assertThat(attributes.get(QueueAttributeName.KMS_MASTER_KEY_ID)).startsWith("arn:aws:kms:" + region + ":");
            assertThat(attributes.get(QueueAttributeName.POLICY)).contains("aws:SecureTransport");
        });
        assertThat(deadLetters).contains(entry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600"));
    }

    @ParameterizedTest
    @MethodSource("regions")
    @Requirement("D3")
    void theProcessorReadsTheQueueAndReportsWhatFailed(String region) {
        EventSourceMappingConfiguration mapping = mapping(region, "payments-queue-processor");

        assertThat(mapping.eventSourceArn())
                .isEqualTo(queueAttributes(region, "payments").get(QueueAttributeName.QUEUE_ARN));
        assertThat(mapping.functionResponseTypesAsStrings()).containsExactly("ReportBatchItemFailures");
        assertThat(mapping.state()).isEqualTo("Enabled");
    }

    @ParameterizedTest
    @MethodSource("regions")
    @Requirement("D9")
    void theRelayReadsTheTablesStreamAndIsSweptBySchedule(String region) throws IOException {
        EventSourceMappingConfiguration mapping = mapping(region, "payments-outbox-relay");
        try (var dynamoDb = deployed().in(region).dynamoDb()) {
            assertThat(mapping.eventSourceArn())
                    .isEqualTo(dynamoDb.describeTable(request -> request.tableName(name("transactions")))
                            .table()
                            .latestStreamArn());
        }
        assertThat(mapping.functionResponseTypesAsStrings()).containsExactly("ReportBatchItemFailures");
        assertThat(rule(region, "outbox-relay-schedule")).isEqualTo("rate(1 minute)");
        assertThat(rule(region, "reconciliation-schedule")).isEqualTo("rate(24 hours)");
        assertThat(targets(region, "outbox-relay-schedule"))
                .contains(":function:" + name("outbox-relay") + ":live")
                .contains(name("failed-invocations"));
        assertThat(targets(region, "reconciliation-schedule"))
                .contains(":function:" + name("reconciliation") + ":live");
    }

    @ParameterizedTest
    @MethodSource("regions")
    @Requirement("D3")
    void theTopicOfEventsIsEncryptedWithTheRegionsKey(String region) {
        try (var sns = deployed().in(region).sns()) {
            Map<String, String> attributes = sns.getTopicAttributes(request -> request.topicArn(
                            "arn:aws:sns:%s:%s:%s".formatted(region, Emulator.ACCOUNT, name("payment-events"))))
                    .attributes();

            assertThat(attributes.get("KmsMasterKeyId")).startsWith("arn:aws:kms:" + region + ":");
            assertThat(attributes.get("Policy")).contains("aws:SecureTransport");
        }
    }

    @ParameterizedTest
    @MethodSource("regions")
    @Requirement("D5")
    void bothStateMachinesHaveTheirRoleAndCallByAlias(String region) {
        try (var sfn = deployed().in(region).sfn()) {
            for (String machine : List.of("payment-workflow", "large-files")) {
                var described = sfn.describeStateMachine(request -> request.stateMachineArn(
                        "arn:aws:states:%s:%s:stateMachine:%s".formatted(region, Emulator.ACCOUNT, name(machine))));

                assertThat(described.roleArn()).endsWith(":role/" + name(machine + "-execution"));
                assertThat(described.definition()).contains(":live").doesNotContain("${");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("regions")
    @Requirement("D1")
    void everyUploadedCsvStartsTheBatchFunctionWhichLetsThisBucketIn(String region) {
        String uploads = bucket("uploads", region);
        try (var s3 = deployed().in(region).s3();
                var lambda = deployed().in(region).lambda()) {
            List<LambdaFunctionConfiguration> started = s3.getBucketNotificationConfiguration(
                            request -> request.bucket(uploads))
                    .lambdaFunctionConfigurations();
            String policy = lambda.getPolicy(
                            request -> request.functionName(name("batch")).qualifier("live"))
                    .policy();

            assertThat(started).hasSize(4).allSatisfy(one -> {
                assertThat(one.lambdaFunctionArn()).endsWith(":function:" + name("batch") + ":live");
                assertThat(one.events()).containsExactly(Event.S3_OBJECT_CREATED);
            });
            assertThat(started)
                    .flatExtracting(one -> one.filter().key().filterRules())
                    .extracting(filter -> filter.nameAsString().toLowerCase(Locale.ROOT), filter -> filter.value())
                    .containsExactlyInAnyOrder(
                            tuple("suffix", ".csv"),
                            tuple("suffix", ".CSV"),
                            tuple("suffix", ".csv.gz"),
                            tuple("suffix", ".CSV.GZ"));
            assertThat(policy).contains("s3.amazonaws.com", "arn:aws:s3:::" + uploads, Emulator.ACCOUNT);
        }
    }

    /** The emulator's mapping takes the message away; what it would have started is done here. */
    @Test
    @Requirement({"D3", "D9"})
    void aMessageOfTheQueueBecomesAPaymentWithTheVariablesOfTheDeployedProcessor() throws IOException {
        String region = regions.get(0);
        String body =
                "{\"type\":\"create-payment\",\"version\":1,\"batch_id\":\"emulator\",\"row\":1,\"caller\":\"anonymous\","
                        + "\"payment_id\":\"from-queue\",\"amount_minor\":100,\"currency\":\"USD\"}";
        try (var sqs = deployed().in(region).sqs()) {
            String url = sqs.getQueueUrl(request -> request.queueName(name("payments")))
                    .queueUrl();
            sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
            assertThat(sqs.receiveMessage(request -> request.queueUrl(url)).messages())
                    .as("what the mapping left in the queue")
                    .isEmpty();
        }
        ObjectNode event = JSON.createObjectNode();
        event.putArray("Records")
                .addObject()
                .put("messageId", "one")
                .put("body", body)
                .put("eventSourceARN", queueAttributes(region, "payments").get(QueueAttributeName.QUEUE_ARN));

        JsonNode answer = function(region, "queue-processor").answer(event);

        assertThat(answer.path("batchItemFailures").size()).as("%s", answer).isZero();
        assertThat(items(region, "transactions"))
                .anySatisfy(item -> assertThat(item.toString()).contains("from-queue"));
    }

    private DeployedFunction function(String region, String role) {
        return new DeployedFunction(deployed(), folder(), region, name(role));
    }

    private String name(String role) {
        return "payments-%s-%s".formatted(role, suffix);
    }

    private String bucket(String role, String region) {
        return "%s-%s-%s".formatted(name(role), region, Emulator.ACCOUNT);
    }

    private Map<QueueAttributeName, String> queueAttributes(String region, String role) {
        try (var sqs = deployed().in(region).sqs()) {
            String url =
                    sqs.getQueueUrl(request -> request.queueName(name(role))).queueUrl();
            return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();
        }
    }

    private EventSourceMappingConfiguration mapping(String region, String function) {
        try (var lambda = deployed().in(region).lambda()) {
            return lambda.listEventSourceMappings().eventSourceMappings().stream()
                    .filter(mapping -> mapping.functionArn().contains(":" + function + "-" + suffix))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing starts %s in %s".formatted(function, region)));
        }
    }

    private List<Map<String, AttributeValue>> items(String region, String role) {
        try (var dynamoDb = deployed().in(region).dynamoDb()) {
            return dynamoDb.scan(request -> request.tableName(name(role))).items();
        }
    }

    private String rule(String region, String role) throws IOException {
        return JSON.readTree(events(region, "DescribeRule", "Name", role))
                .path("ScheduleExpression")
                .asText();
    }

    private String targets(String region, String role) {
        return events(region, "ListTargetsByRule", "Rule", role);
    }

    private String events(String region, String action, String key, String role) {
        return deployed()
                .emulator()
                .post("AWSEvents." + action, "{\"%s\":\"%s\"}".formatted(key, name(role)), "events/" + region);
    }
}

package payments.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What functions of a synthesized stack find around them: its tables, queues and topics, made in the emulator as the
 * Terraform JSON describes them, and the variables of a function with their references resolved to these.
 */
final class FunctionAsSynthesized {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(aws_\\w+)\\.([\\w-]+)\\.(\\w+)}");
    private static final String ACCOUNT = "${data.aws_caller_identity.account.account_id}";

    private final SynthesizedStack stack;
    private final Emulator emulator;
    private final String region;
    private final Map<String, String> addresses = new TreeMap<>();

    FunctionAsSynthesized(SynthesizedStack stack, Emulator emulator, String region) {
        this.stack = stack;
        this.emulator = emulator;
        this.region = region;
    }

    /** Makes the tables, queues, topics and buckets. */
    FunctionAsSynthesized made() {
        Aws aws = new Aws(emulator.endpoint(), region);
        try (DynamoDbClient dynamoDb = aws.dynamoDb();
                SqsClient sqs = aws.sqs();
                SnsClient sns = aws.sns();
                SfnClient sfn = aws.sfn();
                var s3 = aws.s3()) {
            stack.resources("aws_dynamodb_table").forEach(table -> dynamoDb.createTable(table(table)));
            stack.resources("aws_sqs_queue")
                    .forEach(queue -> addresses.put(
                            queue.address() + ".url",
                            sqs.createQueue(create ->
                                            create.queueName(queue.at("name").asText()))
                                    .queueUrl()));
            stack.resources("aws_sns_topic")
                    .forEach(topic -> addresses.put(
                            topic.address() + ".arn",
                            sns.createTopic(create ->
                                            create.name(topic.at("name").asText()))
                                    .topicArn()));
            // Only that an execution was started is asked for; the test runs its steps.
            stack.resources("aws_sfn_state_machine")
                    .forEach(machine -> addresses.put(
                            machine.address() + ".arn",
                            sfn.createStateMachine(
                                            create -> create.name(
                                                            machine.at("name").asText())
                                                    .roleArn("arn:aws:iam::%s:role/any".formatted(Emulator.ACCOUNT))
                                                    .definition(
                                                            "{\"StartAt\":\"End\",\"States\":{\"End\":{\"Type\":\"Pass\",\"End\":true}}}"))
                                    .stateMachineArn()));
            for (SynthesizedResource bucket : stack.resources("aws_s3_bucket")) {
                String name = resolved(bucket.at("bucket").asText());
                s3.createBucket(create -> {
                    create.bucket(name);
                    if (!region.equals("us-east-1")) {
                        create.createBucketConfiguration(where -> where.locationConstraint(region));
                    }
                });
            }
        }
        return this;
    }

    /** The variables of a function by the class of its handler. */
    Map<String, String> variables(String handlerSetting) {
        SynthesizedResource function = stack.resources("aws_lambda_function").stream()
                .filter(one -> one.at("handler").asText().equals(handlerSetting))
                .findFirst()
                .orElseThrow(() -> new AssertionError("%s has no function %s".formatted(stack.name(), handlerSetting)));
        Map<String, String> variables = new HashMap<>(emulator.environment());
        variables.put("AWS_REGION", region);
        function.at("environment.variables")
                .properties()
                .forEach(variable -> variables.put(
                        variable.getKey(), resolved(variable.getValue().asText())));
        // The runtime prints a notice about these options.
        variables.remove("JAVA_TOOL_OPTIONS");
        return variables;
    }

    /** The name of the table of payments. */
    String paymentsTable() {
        return resolved(stack.output("payments_table_name").asText());
    }

    /** A text of the Terraform JSON with its references as the emulator knows them. */
    String resolved(String text) {
        String known = text.replace(ACCOUNT, Emulator.ACCOUNT);
        return REFERENCE
                .matcher(known)
                .replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), match.group(2), match.group(3))));
    }

    private String value(String type, String id, String attribute) {
        String address = addresses.get("%s.%s.%s".formatted(type, id, attribute));
        if (address != null) {
            return address;
        }
        SynthesizedResource resource = stack.resources(type).stream()
                .filter(one -> one.logicalId().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no %s.%s".formatted(type, id)));
        JsonNode argument = resource.at(attribute.equals("id") ? "bucket" : attribute);
        if (!argument.isMissingNode()) {
            return resolved(argument.asText());
        }
        return switch (attribute) {
            // No request of the contract files needs the database; its address must only be one.
            case "address", "endpoint", "reader_endpoint" -> "localhost";
            case "port" -> "5432";
            default -> "arn:aws:any:%s:%s:%s".formatted(region, Emulator.ACCOUNT, id);
        };
    }

    private static CreateTableRequest table(SynthesizedResource table) {
        List<AttributeDefinition> attributes = new ArrayList<>();
        table.at("attribute")
                .forEach(attribute -> attributes.add(AttributeDefinition.builder()
                        .attributeName(attribute.path("name").asText())
                        .attributeType(attribute.path("type").asText())
                        .build()));
        List<GlobalSecondaryIndex> indexes = new ArrayList<>();
        table.at("global_secondary_index")
                .forEach(index -> indexes.add(GlobalSecondaryIndex.builder()
                        .indexName(index.path("name").asText())
                        .keySchema(keys(index))
                        .projection(projection -> projection.projectionType(ProjectionType.ALL))
                        .build()));
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .tableName(table.at("name").asText())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys(table.json()));
        return indexes.isEmpty()
                ? request.build()
                : request.globalSecondaryIndexes(indexes).build();
    }

    private static List<KeySchemaElement> keys(JsonNode of) {
        List<KeySchemaElement> keys = new ArrayList<>();
        keys.add(key(of.path("hash_key").asText(), KeyType.HASH));
        if (of.has("range_key")) {
            keys.add(key(of.path("range_key").asText(), KeyType.RANGE));
        }
        return keys;
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }
}

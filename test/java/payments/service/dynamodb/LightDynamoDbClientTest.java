package payments.service.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What it sends and understands, beside the SDK's own client with the same requests and answers. */
@Requirement("A10")
class LightDynamoDbClientTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, AttributeValue> KEY = Map.of("payment_id", AttributeValue.fromS("p"));
    private static final Map<String, AttributeValue> ITEM = Map.of(
            "payment_id", AttributeValue.fromS("Größe \uD83D\uDE00 \"quoted\""),
            "amount", AttributeValue.fromN("123"),
            "flag", AttributeValue.fromBool(false),
            "nothing", AttributeValue.fromNul(true),
            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("raw")),
            "words", AttributeValue.fromSs(List.of("a", "b")),
            "list", AttributeValue.fromL(List.of(AttributeValue.fromN("1"))),
            "empty", AttributeValue.fromL(List.of()),
            "map", AttributeValue.fromM(KEY));
    private static final String ITEM_JSON = "{\"payment_id\":{\"S\":\"p\"},\"n\":{\"N\":\"1\"},\"b\":{\"BOOL\":true},"
            + "\"z\":{\"NULL\":true},\"l\":{\"L\":[{\"S\":\"x\"},{\"M\":{\"k\":{\"NS\":[\"1\",\"2\"]}}}]},"
            + "\"raw\":{\"B\":\"cmF3\"},\"none\":{\"L\":[]}}";
    private static final String CAPACITY =
            "{\"TableName\":\"t\",\"CapacityUnits\":1.5,\"GlobalSecondaryIndexes\":{\"i\":{\"CapacityUnits\":0.5}}}";

    /** A request of one operation. */
    record Call(String name, Function<DynamoDbClient, SdkPojo> on) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Call> calls() {
        return Stream.of(
                new Call(
                        "GetItem",
                        client -> client.getItem(
                                get -> get.tableName("t").key(KEY).consistentRead(true))),
                new Call(
                        "PutItem",
                        client -> client.putItem(put -> put.tableName("t")
                                .item(ITEM)
                                .conditionExpression("attribute_not_exists(#k)")
                                .expressionAttributeNames(Map.of("#k", "payment_id")))),
                new Call(
                        "UpdateItem",
                        client -> client.updateItem(update -> update.tableName("t")
                                .key(KEY)
                                .updateExpression("SET #a = :a")
                                .expressionAttributeNames(Map.of("#a", "a"))
                                .expressionAttributeValues(Map.of(":a", AttributeValue.fromN("1")))
                                .returnValues(ReturnValue.ALL_NEW))),
                new Call(
                        "Query",
                        client -> client.query(query -> query.tableName("t")
                                .indexName("i")
                                .keyConditionExpression("#k = :k")
                                .exclusiveStartKey(KEY)
                                .limit(25))),
                new Call(
                        "Scan",
                        client -> client.scan(scan ->
                                scan.tableName("t").segment(0).totalSegments(4).consistentRead(false))),
                new Call(
                        "TransactWriteItems",
                        client -> client.transactWriteItems(
                                transact -> transact.clientRequestToken("token").transactItems(writes()))));
    }

    private static List<TransactWriteItem> writes() {
        return List.of(
                TransactWriteItem.builder()
                        .put(put -> put.tableName("t")
                                .item(ITEM)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build(),
                TransactWriteItem.builder()
                        .conditionCheck(check ->
                                check.tableName("t").key(KEY).conditionExpression("attribute_exists(payment_id)"))
                        .build(),
                TransactWriteItem.builder()
                        .update(update -> update.tableName("t").key(KEY).updateExpression("REMOVE a"))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aRequestIsTheOneThatTheSdkSends(Call call) throws Exception {
        // given
        Wire wire = new Wire(200, "{}");
        SdkPojo theirs = call.on().apply(wire.client());
        Map<String, String> headers = new HashMap<>();
        StringBuilder body = new StringBuilder();
        DynamoDbClient client = client((sent, bytes, limit) -> {
            headers.putAll(sent);
            body.append(new String(bytes, StandardCharsets.UTF_8));
            return reply(200, "{}");
        });

        // when
        SdkPojo ours = call.on().apply(client);

        // then
        assertThat(ours).matches(theirs::equalsBySdkFields, "as the SDK's " + theirs);
        assertThat(JSON.readTree(body.toString())).isEqualTo(JSON.readTree(wire.body()));
        assertThat(headers)
                .containsEntry("x-amz-target", wire.header("X-Amz-Target"))
                .containsEntry("content-type", wire.header("Content-Type"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anAnswerIsUnderstoodAsTheSdkDoes(Call call) {
        // given
        String capacity = call.name().equals("TransactWriteItems") ? "[" + CAPACITY + "]" : CAPACITY;
        String answer = "{\"Item\":%s,\"Attributes\":%s,\"Items\":[%s,{}],\"Count\":2,\"ScannedCount\":3,"
                        .formatted(ITEM_JSON, ITEM_JSON, ITEM_JSON)
                + "\"LastEvaluatedKey\":{\"payment_id\":{\"S\":\"p\"}},\"ConsumedCapacity\":%s,\"New\":{\"x\":[1]}}"
                        .formatted(capacity);

        // then
        for (String each : List.of(answer, "{}")) {
            SdkPojo theirs = call.on().apply(new Wire(200, each).client());
            assertThat(call.on().apply(client((headers, body, limit) -> reply(200, each))))
                    .matches(theirs::equalsBySdkFields, "as the SDK's " + theirs);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConditionalCheckFailedException",
                "TransactionInProgressException",
                "ProvisionedThroughputExceededException",
                "ThrottlingException",
                "RequestLimitExceeded",
                "ValidationException",
                "ExpiredTokenException",
                "InternalServerError"
            })
    void aFailureIsTheSdks(String code) {
        // given
        int status = code.equals("InternalServerError") ? 500 : 400;
        String answer = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#%s\",\"message\":\"no\",\"Item\":%s}"
                .formatted(code, ITEM_JSON);

        // when
        DynamoDbException theirs = failure(new Wire(status, answer).client());
        DynamoDbException ours = failure(client((headers, body, limit) -> reply(status, answer)));

        // then
        assertThat(ours.statusCode()).isEqualTo(theirs.statusCode());
        assertThat(ours.isThrottlingException()).isEqualTo(theirs.isThrottlingException());
        assertThat(ours.awsErrorDetails().errorCode())
                .isEqualTo(theirs.awsErrorDetails().errorCode());
        assertThat(ours.awsErrorDetails().errorMessage())
                .isEqualTo(theirs.awsErrorDetails().errorMessage());
        if (code.startsWith("Conditional") || code.startsWith("TransactionInProgress")) {
            assertThat(ours).isInstanceOf(theirs.getClass());
        }
    }

    @Test
    void aCancelledTransactionGivesTheReasonsThatTheSdkGives() {
        // given
        String answer =
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"m\","
                        + "\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"ConditionalCheckFailed\",\"Item\":"
                        + ITEM_JSON + ",\"Message\":\"x\"},{\"Code\":\"TransactionConflict\"}]}";

        // when
        DynamoDbException theirs = failure(new Wire(400, answer).client());
        DynamoDbException ours = failure(client((headers, body, limit) -> reply(400, answer)));

        // then
        assertThat(ours).isInstanceOf(TransactionCanceledException.class);
        assertThat(((TransactionCanceledException) ours).cancellationReasons())
                .hasSize(3)
                .isEqualTo(((TransactionCanceledException) theirs).cancellationReasons());
    }

    @Test
    void anAnswerOfAnotherServerIsAFailureWithItsStatus() {
        DynamoDbException failure = failure(client((headers, body, limit) -> reply(503, "<html>busy</html>")));

        assertThat(failure.statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"Item\":3}", "{\"Item\":{\"a\":", "busy"})
    void anAnswerThatCannotBeReadIsNoAnswer(String answer) {
        assertThat(noAnswer((headers, body, limit) -> reply(200, answer)))
                .hasCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void anAnswerThatWasChangedOnTheWayIsNoAnswer() {
        byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(noAnswer((headers, body, limit) -> new Transport.Reply(200, answer, "1", null)))
                .hasRootCauseMessage("the answer's checksum is 2745614147 instead of 1");
        assertThat(client((headers, body, limit) -> new Transport.Reply(200, answer, "2745614147", null))
                        .getItem(get -> get.tableName("t").key(KEY))
                        .hasItem())
                .isFalse();
    }

    private static SdkClientException noAnswer(Transport transport) {
        return catchThrowableOfType(SdkClientException.class, () -> client(transport)
                .getItem(get -> get.tableName("t").key(KEY)));
    }

    private static DynamoDbException failure(DynamoDbClient client) {
        return catchThrowableOfType(
                DynamoDbException.class,
                () -> client.getItem(get -> get.tableName("t").key(KEY)));
    }

    private static DynamoDbClient client(Transport transport) {
        return new LightDynamoDbClient("eu-west-1", Wire.ENDPOINT, Wire.CREDENTIALS, transport, Clock.systemUTC());
    }

    private static Transport.Reply reply(int status, String body) {
        return new Transport.Reply(status, body.getBytes(StandardCharsets.UTF_8), null, null);
    }
}

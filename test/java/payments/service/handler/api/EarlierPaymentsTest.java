package payments.service.handler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.service.Waits;
import payments.service.handler.api.ApiFixture.Answer;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as the systems before this one wrote them, asked for through the API that took their place. */
@Requirement("K7")
class EarlierPaymentsTest {
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();
    private static final String MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:payment-workflow";
    private static final String TIME = "1732832400";

    private final List<String> started = new ArrayList<>();

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    /** Systems A and B, whose tables have the sort key {@code timestamp}. */
    @ParameterizedTest(name = "under {0}")
    @ValueSource(strings = {"transaction_id", "transactionId"})
    void aTransactionThatWasProcessedIsAnsweredAsThen(String partitionKey) {
        // given
        PaymentTable table = DYNAMO_DB.table(partitionKey, Optional.of("timestamp"));
        write(table, transaction(partitionKey, "t-1", TIME, "100.00", "USD"));
        ApiFixture api = transactions(table);

        // when
        Answer answer = pay(api, "t-1", "100", "USD");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(answer.body().path("transaction_id").asText()).isEqualTo("t-1");
        assertThat(answer.body().path("status").asText()).isEqualTo("processed");
        assertThat(answer.body().path("region").asText()).isEqualTo("us-east-1");
        assertThat(answer.body().path("timestamp").asText()).isIn(TIME, "2024-11-28T22:20:00Z");
        assertThat(DYNAMO_DB.items(table)).hasSize(1);

        // and: another amount or currency is another payment, which needs an id of its own
        assertThat(pay(api, "t-1", "100.01", "USD").problem()).isEqualTo("id-in-use");
        assertThat(pay(api, "t-1", "100", "EUR").problem()).isEqualTo("id-in-use");
        assertThat(DYNAMO_DB.items(table)).hasSize(1);
        assertThat(pay(api, "t-2", "100", "USD").status()).isEqualTo(200);
        assertThat(DYNAMO_DB.items(table, "payment")).hasSize(1);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "75.5, 75.50",
        "100, 100",
        "100.0, 100",
        "1E+2, 100",
        "1e2, 100.00",
        "1e-1, 0.1",
        "0.30000000000000004, 0.30",
        "75.554999, 75.55",
        "75.555, 75.56"
    })
    void anAmountIsReadHoweverItWasWritten(String written, String sent) {
        PaymentTable table = DYNAMO_DB.table("transaction_id", Optional.of("timestamp"));
        write(table, transaction("transaction_id", "t-1", TIME, written, "USD"));

        Answer answer = pay(transactions(table), "t-1", sent, "USD");

        assertThat(answer.status()).as(answer.problem()).isEqualTo(200);
        assertThat(DYNAMO_DB.items(table)).hasSize(1);
    }

    /** The system before took an id again in another second, and stored it twice. */
    @Test
    void ofSeveralItemsOfOneIdTheOneThatSaysTheSameIsMeant() {
        PaymentTable table = DYNAMO_DB.table("transaction_id", Optional.of("timestamp"));
        write(table, transaction("transaction_id", "t-1", "1732832400", "10", "USD"));
        write(table, transaction("transaction_id", "t-1", "1732832401", "20", "USD"));
        write(table, transaction("transaction_id", "t-1", "1732832402", "20", "USD"));
        ApiFixture api = transactions(table);

        assertThat(pay(api, "t-1", "20", "USD").status()).isEqualTo(200);
        assertThat(pay(api, "t-1", "10", "USD").status()).isEqualTo(200);
        assertThat(pay(api, "t-1", "30", "USD").problem()).isEqualTo("id-in-use");
        assertThat(DYNAMO_DB.items(table)).hasSize(3);
    }

    @Test
    void aCurrencyThatIsMissingOrInSmallLettersIsTheOneThatWasMeant() {
        PaymentTable table = DYNAMO_DB.table("transaction_id", Optional.of("timestamp"));
        Map<String, AttributeValue> none = transaction("transaction_id", "t-none", TIME, "10", "");
        none.remove("currency");
        write(table, none);
        Map<String, AttributeValue> nothing = transaction("transaction_id", "t-null", TIME, "10", "");
        nothing.put("currency", AttributeValue.fromNul(true));
        write(table, nothing);
        write(table, transaction("transaction_id", "t-small", TIME, "10", "eur"));
        ApiFixture api = transactions(table);

        assertThat(pay(api, "t-none", "10", "USD").status()).isEqualTo(200);
        assertThat(pay(api, "t-null", "10", "USD").status()).isEqualTo(200);
        assertThat(pay(api, "t-small", "10", "EUR").status()).isEqualTo(200);
        assertThat(DYNAMO_DB.items(table)).hasSize(3);
    }

    /** 978 is EUR in the numbers of ISO 4217, and certainly not USD. */
    @Test
    @Requirement("K7")
    void aCurrencyThatIsNoTextIsNotTakenForTheDefault() {
        PaymentTable plain = DYNAMO_DB.table(Optional.empty());
        Map<String, AttributeValue> item = payment("t-1", "10", "pending");
        item.put("currency", AttributeValue.fromN("978"));
        write(plain, item);

        assertThat(payments(plain).get("/payments/t-1").problem()).isEqualTo("unreadable-payment");
    }

    /** The id is not free, whatever the item says. */
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "amount, ten",
        "amount, -5",
        "amount, 0",
        "amount, 0.001",
        "amount, NaN",
        "amount, 1e99",
        "amount, 1E999999999",
        "currency, XYZ",
        "currency, bitcoin",
        "status, unheard-of",
        "status, ",
        "amount, "
    })
    void anItemThatCannotBeReadIsNeitherPaidAgainNorAFailure(String attribute, String value) {
        // given
        PaymentTable sorted = DYNAMO_DB.table("transaction_id", Optional.of("timestamp"));
        PaymentTable plain = DYNAMO_DB.table(Optional.empty());
        Map<String, AttributeValue> transaction = transaction("transaction_id", "t-1", TIME, "10", "USD");
        Map<String, AttributeValue> payment = payment("t-1", "10", "pending");
        for (Map<String, AttributeValue> item : List.of(transaction, payment)) {
            item.remove(attribute);
            if (value != null) {
                item.put(attribute, AttributeValue.fromS(value));
            }
        }
        write(sorted, transaction);
        write(plain, payment);
        ApiFixture payments = payments(plain);

        // then
        assertThat(pay(transactions(sorted), "t-1", "10", "USD").problem()).isEqualTo("id-in-use");
        Answer again = payments.post("{\"payment_id\":\"t-1\",\"amount\":10}");
        assertThat(again.problem()).isEqualTo("id-in-use");
        Answer read = payments.get("/payments/t-1");
        assertThat(read.status()).isEqualTo(409);
        assertThat(read.problem()).isEqualTo("unreadable-payment");
        assertThat(payments.send("POST", "/payments/t-1/capture", "", Map.of()).problem())
                .isEqualTo("unreadable-payment");
        assertThat(payments.lines()).anyMatch(line -> line.contains("payment-unreadable"));
        assertThat(started).isEmpty();
        assertThat(DYNAMO_DB.items(sorted)).hasSize(1);
        assertThat(DYNAMO_DB.items(plain)).hasSize(1);
    }

    /** System D. */
    @ParameterizedTest(name = "{0} is shown as {1}")
    @CsvSource({"pending, pending", "processed, captured", "failed, failed"})
    void aPaymentIsReadWhereItLies(String written, String shown) {
        PaymentTable table = DYNAMO_DB.table(Optional.empty());
        write(table, payment("pay_001", "75.5", written));
        ApiFixture api = payments(table);

        Answer read = api.get("/payments/pay_001");
        Answer again = api.post("{\"payment_id\":\"pay_001\",\"amount\":75.50,\"currency\":\"USD\"}");

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body().path("payment_id").asText()).isEqualTo("pay_001");
        assertThat(read.body().path("amount").asText()).isEqualTo("75.50");
        assertThat(read.body().path("currency").asText()).isEqualTo("USD");
        assertThat(read.body().path("status").asText()).isEqualTo(shown);
        assertThat(read.body().path("timestamp").asText()).isIn(TIME, "2024-11-28T22:20:00Z");
        // and: the first answer said "pending"
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body().path("status").asText()).isEqualTo("pending");
        assertThat(api.post("{\"payment_id\":\"pay_001\",\"amount\":75.51}").problem())
                .isEqualTo("id-in-use");
        assertThat(DYNAMO_DB.items(table)).hasSize(1);
    }

    /** System D, in its own words: what it wrote is repeated digit by digit. */
    @Test
    @Requirement({"K7", "K43"})
    void whatTheSystemBeforeWroteIsAnsweredAsItStands() {
        PaymentTable table = DYNAMO_DB.table(Optional.empty());
        Map<String, AttributeValue> item = payment("pay_002", "75.125", "pending");
        item.put("environment", AttributeValue.fromS("of-then"));
        write(table, item);
        write(table, payment("pay_003", "75.5", "processed"));
        ApiFixture api = new ApiFixture(
                DYNAMO_DB.client(),
                table,
                Map.of("API_DIALECT", "payments-basic", "API_ANONYMOUS_READ", "true", "TABLE_TIMESTAMP", "timestamp"));

        Answer pending = api.get("/payments/pay_002");
        Answer processed = api.get("/payments/pay_003");

        assertThat(pending.body().path("created_at").asText()).isEqualTo("2024-11-28T22:20:00.123456");
        assertThat(pending.body().path("amount").decimalValue()).isEqualByComparingTo("75.125");
        assertThat(pending.body().path("environment").asText()).isEqualTo("of-then");
        assertThat(processed.body().path("processed_at").asText()).isEqualTo("2024-11-28T22:20:00.123456");
        assertThat(processed.body().has("created_at")).isFalse();
    }

    /** Nobody is known to own it: every caller may know of it, as there. */
    @Test
    void aCallerWithAnIdentitySeesItToo() {
        PaymentTable table = DYNAMO_DB.table(Optional.empty());
        write(table, payment("pay_001", "75.5", "processed"));
        ApiFixture api = payments(table);

        assertThat(api.as("AIDAEXAMPLE", "GET", "/payments/pay_001", "").status())
                .isEqualTo(200);
        assertThat(api.as("AIDAEXAMPLE", "POST", "/payments", "{\"payment_id\":\"pay_001\",\"amount\":75.5}")
                        .status())
                .isEqualTo(201);
        assertThat(DYNAMO_DB.items(table)).hasSize(1);
    }

    @Test
    void aPendingPaymentCanBeCapturedAndAProcessedOneIsNotTakenAgain() {
        PaymentTable table = DYNAMO_DB.table(Optional.empty());
        write(table, payment("pay_open", "75.5", "pending"));
        write(table, payment("pay_done", "75.5", "processed"));
        write(table, payment("pay_lost", "75.5", "failed"));
        ApiFixture api = payments(table);

        assertThat(api.send("POST", "/payments/pay_open/capture", "", Map.of()).status())
                .isEqualTo(202);
        assertThat(api.send("POST", "/payments/pay_done/capture", "", Map.of()).status())
                .isEqualTo(200);
        assertThat(api.send("POST", "/payments/pay_lost/capture", "", Map.of()).problem())
                .isEqualTo("payment-is-over");
        assertThat(started).containsExactly("pay_open");
    }

    private static Map<String, AttributeValue> transaction(
            String partitionKey, String id, String time, String amount, String currency) {
        return new HashMap<>(Map.of(
                partitionKey,
                AttributeValue.fromS(id),
                "timestamp",
                AttributeValue.fromN(time),
                "amount",
                AttributeValue.fromS(amount),
                "currency",
                AttributeValue.fromS(currency),
                "region",
                AttributeValue.fromS("us-east-1"),
                "status",
                AttributeValue.fromS("processed"),
                "environment",
                AttributeValue.fromS("dev")));
    }

    private static Map<String, AttributeValue> payment(String id, String amount, String status) {
        Map<String, AttributeValue> item = new HashMap<>(Map.of(
                "payment_id", AttributeValue.fromS(id),
                "timestamp", AttributeValue.fromN(TIME),
                "amount", AttributeValue.fromN(amount),
                "currency", AttributeValue.fromS("USD"),
                "status", AttributeValue.fromS(status),
                "environment", AttributeValue.fromS("dev")));
        if (status.equals("processed")) {
            item.put("processed_at", AttributeValue.fromS("2024-11-28T22:20:00.123456"));
        } else {
            item.put("created_at", AttributeValue.fromS("2024-11-28T22:20:00.123456"));
        }
        return item;
    }

    private static void write(PaymentTable table, Map<String, AttributeValue> item) {
        DYNAMO_DB.client().putItem(put -> put.tableName(table.name()).item(item));
    }

    private static ApiFixture transactions(PaymentTable table) {
        return new ApiFixture(
                DYNAMO_DB.client(),
                table,
                Map.of("API_DIALECT", "payment", "TABLE_PARTITION_KEY", table.partitionKey()));
    }

    private ApiFixture payments(PaymentTable table) {
        return new ApiFixture(
                DYNAMO_DB.client(),
                table,
                Map.of("TABLE_TIMESTAMP", "timestamp", "PAYMENT_WORKFLOW_ARN", MACHINE),
                new Waits().backoff(),
                List.of(),
                arn -> (id, deadline) -> started.add(id.value()));
    }

    private static Answer pay(ApiFixture api, String id, String amount, String currency) {
        return api.send(
                "POST",
                "/payment",
                "{\"transaction_id\":\"%s\",\"amount\":%s,\"currency\":\"%s\"}".formatted(id, amount, currency),
                ApiFixture.JSON_TYPE);
    }
}

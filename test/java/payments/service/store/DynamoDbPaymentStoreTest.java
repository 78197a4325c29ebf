package payments.service.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.service.store.FailingDynamoDb.after;
import static payments.service.store.FailingDynamoDb.before;
import static payments.service.store.FailingDynamoDb.twice;
import static payments.service.store.FailingDynamoDb.working;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

@Requirement("X5")
class DynamoDbPaymentStoreTest {
    private final RuntimeException brokenLine = SdkClientException.create("connection reset");
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    @AfterAll
    static void stop() {
        DYNAMO_DB.close();
    }

    private final PaymentTable table = DYNAMO_DB.table(Optional.empty());
    private final DynamoDbPaymentStore store = new DynamoDbPaymentStore(DYNAMO_DB.client(), table);

    @Test
    @Requirement("A10")
    void aStoredPaymentReadsBackEqualAndHasTheDocumentedAttributes() {
        // given
        Payment payment = payment("a", 1234, NOON);

        // when
        assertThat(store.putIfAbsent(payment)).isEmpty();

        // then
        assertThat(store.find(payment.id())).contains(payment);
        assertThat(DYNAMO_DB.items(table).get(0))
                .containsEntry("payment_id", AttributeValue.fromS("a"))
                .containsEntry("amount", AttributeValue.fromN("1234"))
                .containsEntry("currency", AttributeValue.fromS("USD"))
                .containsEntry("status", AttributeValue.fromS("pending"))
                .containsEntry("created_at", AttributeValue.fromS("2026-01-01T12:00:00.000Z"))
                .containsEntry(
                        "fingerprint",
                        AttributeValue.fromS(payment.fingerprint().hex()));
    }

    @Test
    void aTakenIdKeepsItsFirstPayment() {
        // given
        Payment first = payment("a", 1, NOON);
        store.putIfAbsent(first);

        // when
        Optional<Payment> earlier = store.putIfAbsent(payment("a", 2, NOON.plusSeconds(1)));

        // then
        assertThat(earlier).contains(first);
        assertThat(store.find(first.id())).contains(first);
    }

    @Test
    void aSortKeyDoesNotMakeRoomForASecondPayment() {
        // given
        PaymentTable sorted = DYNAMO_DB.table(Optional.of("timestamp"));
        DynamoDbPaymentStore sortedStore = new DynamoDbPaymentStore(DYNAMO_DB.client(), sorted);
        Payment first = payment("a", 1, NOON);

        // when
        sortedStore.putIfAbsent(first);
        Optional<Payment> earlier = sortedStore.putIfAbsent(payment("a", 1, NOON.plusSeconds(60)));

        // then
        assertThat(earlier).contains(first);
        assertThat(sortedStore.find(first.id())).contains(first);
        assertThat(DYNAMO_DB.items(sorted)).hasSize(1);
    }

    @Test
    void anUnknownIdFindsNothing() {
        assertThat(store.find(new PaymentId("nobody"))).isEmpty();
    }

    @Test
    void aWriteWhoseAnswerGotLostCountsAsOurs() {
        // given
        Payment payment = payment("a", 1, NOON);

        // then
        assertThat(failing(after(brokenLine), working()).putIfAbsent(payment)).isEmpty();
        assertThat(store.find(payment.id())).contains(payment);
    }

    @Test
    void aWriteThatTheSdkRepeatedItselfCountsAsOurs() {
        assertThat(failing(twice(), working()).putIfAbsent(payment("a", 1, NOON)))
                .isEmpty();
        assertThat(DYNAMO_DB.items(table)).hasSize(1);
    }

    @Test
    void aLostAnswerDoesNotClaimSomebodyElsesPayment() {
        // given
        Payment first = payment("a", 1, NOON);
        store.putIfAbsent(first);

        // then, although content and time are the same
        assertThat(failing(before(brokenLine), working()).putIfAbsent(first)).contains(first);
    }

    @Test
    void aWriteThatNeverArrivedIsUnavailable() {
        assertUnavailable(failing(before(brokenLine), working()));
        assertThat(DYNAMO_DB.items(table)).isEmpty();
    }

    @Test
    void aLostAnswerThatCannotBeResolvedIsUnavailableAndRepeatingItIsSafe() {
        // given
        Payment payment = payment("a", 1, NOON);
        assertUnavailable(failing(after(ApiCallTimeoutException.create(10_000)), before(brokenLine)));

        // when
        Optional<Payment> earlier = store.putIfAbsent(payment);

        // then
        assertThat(earlier).contains(payment);
        assertThat(DYNAMO_DB.items(table)).hasSize(1);
    }

    @Test
    void throttlingAndServerErrorsAreUnavailable() {
        assertUnavailable(failing(before(refusal(400, "ThrottlingException")), working()));
        assertUnavailable(failing(before(refusal(400, "ProvisionedThroughputExceededException")), working()));
        assertUnavailable(failing(before(refusal(500, "InternalServerError")), working()));
        assertUnavailable(failing(before(refusal(503, "ServiceUnavailable")), working()));
        assertThatThrownBy(() -> failing(working(), before(refusal(400, "ThrottlingException")))
                        .find(new PaymentId("a")))
                .isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void ourOwnMistakesStayErrorsAndAreNotCalledTemporary() {
        // given
        RuntimeException denied = refusal(400, "AccessDeniedException");

        // then
        assertThatThrownBy(() -> failing(before(denied), working()).putIfAbsent(payment("a", 1, NOON)))
                .isSameAs(denied);
        assertThatThrownBy(() -> failing(working(), before(denied)).find(new PaymentId("a")))
                .isSameAs(denied);
    }

    @Test
    void anItemThatIsNoPaymentIsOurErrorAndNotTheCallers() {
        // given
        DYNAMO_DB.client().putItem(put -> put.tableName(table.name())
                .item(Map.of("payment_id", AttributeValue.fromS("a"))));

        // then
        assertThatThrownBy(() -> store.find(new PaymentId("a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("something else writes to the table");
    }

    private DynamoDbPaymentStore failing(
            UnaryOperator<Supplier<PutItemResponse>> put, UnaryOperator<Supplier<GetItemResponse>> get) {
        return new DynamoDbPaymentStore(new FailingDynamoDb(DYNAMO_DB.client(), put, get), table);
    }

    private static void assertUnavailable(PaymentStore store) {
        assertThatThrownBy(() -> store.putIfAbsent(payment("a", 1, NOON)))
                .isInstanceOf(StoreUnavailableException.class);
    }

    private static RuntimeException refusal(int status, String code) {
        return DynamoDbException.builder()
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static Payment payment(String id, long cents, Instant at) {
        return Payment.pending(new PaymentId(id), new Money(cents, Currencies.of("USD")), at);
    }
}

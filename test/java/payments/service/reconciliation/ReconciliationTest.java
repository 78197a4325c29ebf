package payments.service.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.service.store.FaultyDynamoDb.meanwhile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.idempotency.IdempotencyScope;
import payments.service.ledger.LedgerFixture;
import payments.service.ledger.LedgerReader;
import payments.service.ledger.PaymentTotals;
import payments.service.outbox.PaymentEvent;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentScan;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentStore;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Payments in a real DynamoDB engine against a ledger in a real PostgreSQL. */
class ReconciliationTest {
    private static final Deadline PLENTY = () -> Duration.ofMinutes(5);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
    private static final Clock LATER = Clock.offset(CLOCK, Duration.ofMinutes(7));
    private static final int PAGE = 4;

    private static LocalDynamoDb dynamoDb;

    private final AtomicInteger operations = new AtomicInteger();
    private final List<PaymentId> created = new ArrayList<>();
    private LedgerFixture ledger;
    private PaymentTable table;
    private DynamoDbPaymentStore store;
    private DynamoDbOutboxStore outbox;
    private PaymentService payments;

    @BeforeAll
    static void startDynamoDb() {
        dynamoDb = new LocalDynamoDb();
    }

    @AfterAll
    static void stopDynamoDb() {
        dynamoDb.close();
    }

    @BeforeEach
    void start() {
        ledger = new LedgerFixture();
        table = dynamoDb.table(Optional.empty());
        store = new DynamoDbPaymentStore(dynamoDb.client(), table, "eu-west-1", Optional.empty(), new Backoff());
        outbox = new DynamoDbOutboxStore(dynamoDb.client(), table, new Backoff());
        payments = new PaymentService(store, CLOCK, "eu-west-1");
    }

    @AfterEach
    void stop() {
        ledger.close();
    }

    @Test
    void paymentsAndLedgerThatAgreeAreNoDifference() {
        create("pending");
        captured("captured", 1_000, 600);
        step("captured", Transition.REFUND, 200);
        create("failed-early");
        step("failed-early", Transition.FAIL);
        create("failed-late");
        step("failed-late", Transition.AUTHORISE);
        step("failed-late", Transition.FAIL);
        relay();

        ReconciliationReport report = reconcile();

        assertThat(report.agrees()).as("%s", report).isTrue();
        assertThat(report.payments()).isEqualTo(4);
        assertThat(report.ledgerPayments()).isEqualTo(2);
        assertThat(report.waiting()).isZero();
        assertThat(report.next()).isEmpty();
    }

    /** What another system did is not the ledger's; what we did with such a payment is. */
    @Test
    @Requirement("K7")
    void ofAPaymentOfAnEarlierSystemTheLedgerHasWhatWeDid() {
        for (String status : List.of("pending", "processed", "unheard-of")) {
            dynamoDb.client().putItem(put -> put.tableName(table.name())
                    .item(Map.of(
                            "payment_id", AttributeValue.fromS("earlier-" + status),
                            "timestamp", AttributeValue.fromN("1732832400"),
                            "amount", AttributeValue.fromN("75.5"),
                            "status", AttributeValue.fromS(status))));
        }
        step("earlier-pending", Transition.AUTHORISE);
        step("earlier-pending", Transition.CAPTURE);
        for (long sequence = 2; sequence <= 3; sequence++) {
            ledger.ledger()
                    .post(
                            outbox.find(new PaymentId("earlier-pending"), sequence, PLENTY)
                                    .orElseThrow()
                                    .event(),
                            PLENTY);
        }

        ReconciliationReport report = reconcile();

        assertThat(report.agrees()).as("%s", report).isTrue();
        assertThat(report.payments()).isEqualTo(1);
        assertThat(report.ledgerPayments()).isEqualTo(1);
        assertThat(report.waiting()).isZero();
    }

    @Test
    @Threat("H11")
    void whatThePromotedLedgerLostIsListed() {
        captured("lost-all", 1_000, 1_000);
        captured("lost-the-capture", 500, 500);
        captured("kept", 300, 300);
        relay(event -> !event.paymentId().value().equals("lost-all")
                && !(event.paymentId().value().equals("lost-the-capture")
                        && event.type() == PaymentEvent.Type.CAPTURED));

        ReconciliationReport report = reconcile();

        assertThat(report.missing().items()).containsExactly("lost-all");
        assertThat(report.differing().items())
                .containsExactly(new Difference(
                        "lost-the-capture",
                        List.of(new PaymentTotals("EUR", 500, 500, 0, 0)),
                        List.of(new PaymentTotals("EUR", 500, 0, 0, 0))));
        assertThat(report.extra().items()).isEmpty();
        assertThat(report.agrees()).isFalse();
    }

    @Test
    @Threat("E10")
    void whatTheRestoredTableLostIsListed() {
        captured("lost", 1_000, 1_000);
        captured("set-back", 500, 500);
        captured("kept", 300, 300);
        relay();
        delete("lost");
        forgetTheCapture("set-back");

        ReconciliationReport report = reconcile();

        assertThat(report.extra().items()).containsExactly("lost");
        assertThat(report.differing().items()).extracting(Difference::paymentId).containsExactly("set-back");
        assertThat(report.missing().items()).isEmpty();
    }

    @Test
    @Threat("G02")
    void aPaymentWhoseEventIsStillInTheOutboxIsOnItsWay() {
        captured("on-its-way", 1_000, 1_000);

        ReconciliationReport report = reconcile();

        assertThat(report.agrees()).isTrue();
        assertThat(report.waiting()).isEqualTo(1);
        assertThat(report.longestWait()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void aPaymentWhoseEventWaitsForLongerThanAnHourIsHeldUp() {
        captured("held-up", 1_000, 1_000);

        ReconciliationReport report = new Reconciliation(
                        new DynamoDbPaymentScan(dynamoDb.client(), table, new Backoff()),
                        store,
                        outbox,
                        new LedgerReader(ledger.database()),
                        Clock.offset(CLOCK, Duration.ofHours(2)))
                .run(Optional.empty(), PLENTY);

        assertThat(report.isHeldUp()).isTrue();
        assertThat(report.agrees()).isFalse();
    }

    @Test
    void aPaymentThatCannotBeReadIsAFindingAndTheOthersAreCompared() {
        captured("lost", 1_000, 1_000);
        relay(event -> false);
        dynamoDb.client().putItem(put -> put.tableName(table.name())
                .item(Map.of(
                        "payment_id", AttributeValue.fromS("odd"),
                        "kind", AttributeValue.fromS("payment"),
                        "currency", AttributeValue.fromS("???"))));

        ReconciliationReport report = reconcile();

        assertThat(report.unreadable().items()).containsExactly("odd");
        assertThat(report.payments()).isEqualTo(1);
        assertThat(report.agrees()).isFalse();
    }

    @Test
    void aPaymentThatMovesWhileItIsLookedAtIsOnItsWay() {
        captured("moving", 1_000, 600);
        relay(event -> event.type() != PaymentEvent.Type.CAPTURED);
        assertThat(reconcile().agrees()).as("while it stands still").isFalse();
        FaultyDynamoDb line = new FaultyDynamoDb(dynamoDb.client())
                .onReads(meanwhile(() -> {}), meanwhile(() -> step("moving", Transition.REFUND, 100)));

        ReconciliationReport report = reconciliation(
                        new DynamoDbPaymentStore(line, table, "eu-west-1", Optional.empty(), new Backoff()))
                .run(Optional.empty(), PLENTY);

        assertThat(report.agrees()).as("%s", report).isTrue();
        assertThat(report.waiting()).isEqualTo(1);
        assertThat(report.longestWait()).isZero();
    }

    @Test
    void aCorrectionThatCancelsTooMuchIsADifference() {
        captured("corrected", 1_000, 1_000);
        relay();
        String capture = ledger.rows("select event_id from ledger.journal_entry where type = 'capture'")
                .get(0);
        ledger.ledger().reverse(capture, "correction-1", NOON, PLENTY);

        assertThat(reconcile().differing().items())
                .extracting(Difference::actual)
                .containsExactly(List.of(new PaymentTotals("EUR", 1_000, 0, 0, 0)));
    }

    @Test
    void aLedgerThatWasTamperedWithIsReported() {
        captured("tampered", 1_000, 1_000);
        relay();
        ledger.run("alter table ledger.journal_line disable trigger all");
        ledger.run("update ledger.journal_line set amount = amount + 1 where side = 'credit'");

        assertThat(reconcile().contradictions()).hasSize(3).anySatisfy(text -> assertThat(text)
                .contains("EUR differ by -3"));
    }

    /** What was found in a quarter of an hour must not be lost with its last question. */
    @Test
    void aLedgerWhoseRulesCannotBeReadIsReportedWithTheRest() {
        captured("lost", 1_000, 1_000);
        relay(event -> false);
        ledger.run("drop view ledger.trial_balance");

        ReconciliationReport report = reconcile();

        assertThat(report.missing().items()).containsExactly("lost");
        assertThat(report.contradictions()).singleElement().asString().contains("could not be checked");
        assertThat(report.agrees()).isFalse();
    }

    @Test
    void aRunThatIsShortOfTimeSaysWhereToGoOn() {
        for (int n = 0; n < 6; n++) {
            captured("payment-" + n, 100, 100);
        }
        relay(event -> !event.paymentId().value().equals("payment-3"));
        Deadline onePageAtATime = () -> Duration.ofSeconds(9);

        List<ReconciliationReport> reports = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            reports.add(reconciliation().run(next, onePageAtATime));
            next = reports.get(reports.size() - 1).next();
        } while (next.isPresent());

        assertThat(reports).hasSizeGreaterThan(4);
        assertThat(reports.stream().mapToLong(ReconciliationReport::payments).sum())
                .isEqualTo(6);
        assertThat(reports.stream()
                        .mapToLong(ReconciliationReport::ledgerPayments)
                        .sum())
                .isEqualTo(5);
        assertThat(reports.stream().flatMap(report -> report.missing().items().stream()))
                .containsExactly("payment-3");
    }

    @Test
    void aPlaceThatNoReportNamedIsRefused() {
        assertThatThrownBy(() -> reconciliation().run(Optional.of("elsewhere"), PLENTY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("next");
    }

    @Test
    void nothingIsChanged() {
        captured("lost", 1_000, 1_000);
        relay(event -> event.type() == PaymentEvent.Type.CREATED);
        captured("waiting", 1_000, 1_000);
        List<Map<String, AttributeValue>> before = dynamoDb.items(table);
        List<String> entries = ledger.rows("select e::text from ledger.journal_entry e order by 1");

        reconcile();

        assertThat(dynamoDb.items(table)).containsExactlyInAnyOrderElementsOf(before);
        assertThat(ledger.rows("select e::text from ledger.journal_entry e order by 1"))
                .isEqualTo(entries);
    }

    private Reconciliation reconciliation() {
        return reconciliation(store);
    }

    private Reconciliation reconciliation(PaymentStore found) {
        return new Reconciliation(
                new DynamoDbPaymentScan(dynamoDb.client(), table, new Backoff()),
                found,
                outbox,
                new LedgerReader(ledger.database()),
                LATER,
                PAGE);
    }

    private ReconciliationReport reconcile() {
        return reconciliation().run(Optional.empty(), PLENTY);
    }

    private void captured(String id, long amount, long captured) {
        create(id, amount);
        step(id, Transition.AUTHORISE);
        step(id, Transition.CAPTURE, captured);
    }

    private void create(String id) {
        create(id, 100);
    }

    private void create(String id, long amount) {
        created.add(new PaymentId(id));
        payments.create(
                new PaymentCommand(
                        new IdempotencyScope("shop", "POST /payments", id),
                        Optional.of(new PaymentId(id)),
                        new Money(amount, Currencies.of("EUR")),
                        PaymentDetails.NONE,
                        "test"),
                PLENTY);
    }

    private void step(String id, Transition transition) {
        step(id, transition, Optional.empty());
    }

    private void step(String id, Transition transition, long amount) {
        step(id, transition, Optional.of(new Money(amount, Currencies.of("EUR"))));
    }

    private void step(String id, Transition transition, Optional<Money> amount) {
        assertThat(payments.apply(
                        new TransitionCommand(
                                new PaymentId(id),
                                "operation-" + operations.incrementAndGet(),
                                transition,
                                amount,
                                "test",
                                "test"),
                        PLENTY))
                .isInstanceOf(TransitionOutcome.Applied.class);
    }

    private void relay() {
        relay(event -> true);
    }

    /** Brings every event out, in the order of each payment; the ledger loses those that do not pass. */
    private void relay(Predicate<PaymentEvent> posted) {
        for (PaymentId id : created) {
            long version =
                    store.find(id, PLENTY).map(Payment::progress).orElseThrow().version();
            for (long sequence = 1; sequence <= version; sequence++) {
                PaymentEvent event =
                        outbox.find(id, sequence, PLENTY).orElseThrow().event();
                if (posted.test(event)) {
                    ledger.ledger().post(event, PLENTY);
                }
                assertThat(outbox.markSent(event, NOON, PLENTY)).isTrue();
            }
        }
    }

    private void delete(String id) {
        dynamoDb.client().deleteItem(delete -> delete.tableName(table.name())
                .key(Map.of("payment_id", AttributeValue.fromS(id))));
    }

    private void forgetTheCapture(String id) {
        dynamoDb.client().updateItem(update -> update.tableName(table.name())
                .key(Map.of("payment_id", AttributeValue.fromS(id)))
                .updateExpression("SET #status = :authorised, captured = :none, version = :two")
                .expressionAttributeNames(Map.of("#status", "status"))
                .expressionAttributeValues(Map.of(
                        ":authorised", AttributeValue.fromS("authorised"),
                        ":none", AttributeValue.fromN("0"),
                        ":two", AttributeValue.fromN("2"))));
    }
}

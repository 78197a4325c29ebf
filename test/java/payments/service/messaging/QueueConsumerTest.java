package payments.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.Threat;
import payments.service.batch.Journal;
import payments.service.batch.StatusTable;
import payments.service.batch.TestClock;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Transition;
import payments.service.payment.PaymentService;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class QueueConsumerTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));
    private static final String CARD = "4111" + "1111" + "1111" + "1111";

    private final PaymentTable table = DYNAMODB.table(Optional.empty());
    private final StatusTable statuses = new StatusTable(DYNAMODB);
    private final TestClock clock = new TestClock();
    private final Journal journal = new Journal();
    private final PaymentService payments = new PaymentService(
            new DynamoDbPaymentStore(DYNAMODB.client(), table, "eu-west-1", Optional.empty(), new Backoff()),
            clock,
            "eu-west-1");
    private final QueueConsumer consumer = new QueueConsumer(
            new MessageProcessor(payments, Optional.empty()),
            statuses.statuses(clock),
            Postponement.NONE,
            journal,
            journal);

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @Requirement("D9")
    @Test
    void aRowBecomesAPaymentWithItsAuditRecordAndItsEvent() {
        assertThat(consume(Messages.row("b", 1, "p-1", 1234))).isEmpty();

        Payment payment = payment("p-1").orElseThrow();
        assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(payment.money().minorUnits()).isEqualTo(1234);
        assertThat(DYNAMODB.items(table, "audit")).hasSize(1);
        assertThat(DYNAMODB.items(table, "event")).hasSize(1);
    }

    @Requirement("X5")
    @Test
    void eachEndOfAMessageIsCountedByItsKindAndLoggedUnderItsEffect() {
        consume(Messages.row("b", 1, "p-1", 1234));
        consume(Messages.row("b", 1, "p-1", 1234));
        consume(Messages.row("b", 2, "p-1", 99));
        consume(Messages.step("p-1", "op", Transition.AUTHORISE, 9_999));

        assertThat(journal.lines())
                .filteredOn(line -> line.startsWith("metric "))
                .containsExactly(
                        "metric PaymentsAccepted 1.0 {}",
                        "metric PaymentsReplayed 1.0 {}",
                        "metric PaymentsRejected 1.0 {Reason=duplicate-conflict}",
                        "metric PaymentsDeclined 1.0 {Reason=amount-exceeded}");
        assertThat(journal.lines())
                .filteredOn(line -> line.startsWith("info message-done"))
                .allMatch(line -> line.contains("effect_id=b#1"))
                .hasSize(2);
    }

    @Threat({"D01", "D08"})
    @Test
    void tenDeliveriesAtTheSameTimeHaveOneEffect() throws Exception {
        int threads = 10;
        CyclicBarrier start = new CyclicBarrier(threads);
        Callable<List<String>> delivery = () -> {
            start.await();
            return consume(Messages.row("b", 1, "p-1", 1234));
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<String> failed = new ArrayList<>();
        try {
            for (Future<List<String>> result : pool.invokeAll(Collections.nCopies(threads, delivery))) {
                failed.addAll(result.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(failed).as("deliveries that must come again").hasSizeLessThan(threads);
        assertThat(consume(Messages.row("b", 1, "p-1", 1234)))
                .as("a redrive later")
                .isEmpty();
        assertThat(DYNAMODB.items(table, "payment")).hasSize(1);
        assertThat(DYNAMODB.items(table, "audit")).hasSize(1);
        assertThat(DYNAMODB.items(table, "event")).hasSize(1);
    }

    @Threat({"D03", "D05"})
    @Requirement("D3")
    @Test
    void twoBadMessagesOfTenComeAgainAndTheOthersAreDone() {
        List<Delivery> deliveries = new ArrayList<>();
        IntStream.rangeClosed(1, 10)
                .forEach(i -> deliveries.add(
                        new Delivery("m-" + i, MessageWriter.write(Messages.row("b", i, "p-" + i, 100)))));
        deliveries.set(2, new Delivery("m-3", "no JSON"));
        deliveries.set(6, new Delivery("m-7", "x".repeat(1 << 20)));

        assertThat(consumer.consume(deliveries, false, LONG)).containsExactly("m-3", "m-7");
        assertThat(DYNAMODB.items(table, "payment")).hasSize(8);
    }

    @Threat("D02")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void stepsInAnyOrderEndAsIfTheyHadComeInOrder(long seed) {
        List<PaymentMessage> messages = new ArrayList<>(List.of(
                Messages.row("b", 1, "p-1", 1000),
                Messages.step("p-1", "op-1", Transition.AUTHORISE),
                Messages.step("p-1", "op-2", Transition.CAPTURE, 600),
                Messages.step("p-1", "op-3", Transition.REFUND, 600)));
        Collections.shuffle(messages, new Random(seed));

        int deliveries = 0;
        while (!messages.isEmpty() && deliveries++ < 10) {
            messages.removeIf(message -> consume(message).isEmpty());
        }

        assertThat(messages).as("messages that never had their effect").isEmpty();
        Payment payment = payment("p-1").orElseThrow();
        assertThat(payment.progress().capturedMinorUnits()).isEqualTo(600);
        assertThat(payment.progress().refundedMinorUnits()).isEqualTo(600);
    }

    @Threat("D02")
    @Test
    void aStepThatIsTooEarlyStaysInTheQueueAndChangesNothing() {
        assertThat(consume(Messages.step("p-1", "op-1", Transition.CAPTURE))).containsExactly("m");
        assertThat(consume(Messages.row("b", 1, "p-1", 1000))).isEmpty();
        assertThat(consume(Messages.step("p-1", "op-1", Transition.CAPTURE))).containsExactly("m");
        assertThat(payment("p-1").orElseThrow().status()).isEqualTo(PaymentStatus.PENDING);
    }

    @Threat("B20")
    @Test
    void aCaptureOfTooMuchIsTakenOutOfTheQueueWithItsReason() {
        assertThat(consume(Messages.row("b", 1, "p-1", 1000))).isEmpty();
        assertThat(consume(Messages.step("p-1", "op-1", Transition.AUTHORISE))).isEmpty();

        assertThat(consume(Messages.step("p-1", "op-2", Transition.CAPTURE, 1001)))
                .isEmpty();

        assertThat(rejections()).containsExactly("p-1#op-2 amount-exceeded");
        assertThat(payment("p-1").orElseThrow().progress().capturedMinorUnits()).isZero();
    }

    @Threat("C09")
    @Test
    void anIdOfYesterdaysFileIsIgnoredWhenEqualAndAConflictWhenNot() {
        assertThat(consume(Messages.row("yesterday", 1, "p-1", 1000))).isEmpty();

        assertThat(consume(Messages.row("today", 1, "p-1", 1000))).isEmpty();
        assertThat(consume(Messages.row("today", 2, "p-1", 2000))).isEmpty();

        assertThat(DYNAMODB.items(table, "payment")).hasSize(1);
        assertThat(payment("p-1").orElseThrow().money().minorUnits()).isEqualTo(1000);
        assertThat(rejections()).containsExactly("today#2 duplicate-conflict");
    }

    @Threat("D10")
    @Test
    void behindAFailureInAFifoQueueNothingIsTried() {
        List<Delivery> deliveries = List.of(
                new Delivery("m-1", MessageWriter.write(Messages.row("b", 1, "p-1", 100))),
                new Delivery("m-2", "no JSON"),
                new Delivery("m-3", MessageWriter.write(Messages.row("b", 3, "p-3", 100))));

        assertThat(consumer.consume(deliveries, true, LONG)).containsExactly("m-2", "m-3");
        assertThat(payment("p-3")).isEmpty();
        assertThat(consumer.consume(deliveries, false, LONG)).containsExactly("m-2");
        assertThat(payment("p-3")).isPresent();
    }

    /** What is no JSON would lie among the dead letters for two weeks, as it is. */
    @Threat({"D05", "I7"})
    @ParameterizedTest
    @ValueSource(strings = {"{\"pan\":\"#\"}", "{\"pan\":\"#\"", "#", "{'note': '#'}", "{\"a\":#} trailing"})
    void aMessageWithCardDataIsRemovedAndOnlyTheFactIsStored(String body) {
        assertThat(consumer.consume(List.of(new Delivery("m-1", body.replace("#", CARD))), false, LONG))
                .isEmpty();

        assertThat(rejections()).containsExactly("message#m-1 pan-not-allowed");
        assertThat(journal.lines().toString()).contains("CardDataRefused").doesNotContain(CARD);
        assertThat(statuses.records().toString()).doesNotContain(CARD);
    }

    @Threat({"D06", "G01"})
    @ParameterizedTest
    @ValueSource(longs = {0, 2999})
    void withTooLittleTimeNothingIsBegun(long millis) {
        Deadline over = () -> Duration.ofMillis(millis);

        assertThat(consumer.consume(
                        List.of(new Delivery("m", MessageWriter.write(Messages.row("b", 1, "p-1", 100)))), false, over))
                .containsExactly("m");
        assertThat(payment("p-1")).isEmpty();
    }

    /** Two files of one merchant, row by row at the same time. What is contended goes back to the queue, which delivers it again. */
    @Threat("C23")
    @Test
    void twoFilesAtTheSameTimeLoseNoPayment() throws Exception {
        List<PaymentMessage> rows = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        for (int row = 1; row <= 40; row++) {
            // The files share every second id, with the same content.
            String ofA = "a-" + row;
            String ofB = row % 2 == 0 ? ofA : "b-" + row;
            rows.add(Messages.row("a", row, ofA, 100));
            rows.add(Messages.row("b", row, ofB, 100));
            ids.addAll(List.of(ofA, ofB));
        }

        List<PaymentMessage> again = consumeAtTheSameTime(rows);
        assertThat(again).as("deliveries to come again").hasSizeLessThan(5);
        for (PaymentMessage message : again) {
            assertThat(consume(message)).isEmpty();
        }

        assertThat(ids).hasSize(60);
        assertThat(DYNAMODB.items(table, "payment"))
                .as("each payment once, after these deliveries:%n%s", String.join("\n", journal.lines()))
                .extracting(item -> text(item, "payment_id"))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(DYNAMODB.items(table, "event"))
                .extracting(item -> text(item, "payment"))
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    private List<PaymentMessage> consumeAtTheSameTime(List<PaymentMessage> messages) throws Exception {
        List<Callable<Boolean>> work = new ArrayList<>();
        messages.forEach(message -> work.add(() -> consume(message).isEmpty()));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<PaymentMessage> again = new ArrayList<>();
            List<Future<Boolean>> done = pool.invokeAll(work);
            for (int i = 0; i < done.size(); i++) {
                if (!done.get(i).get()) {
                    again.add(messages.get(i));
                }
            }
            return again;
        } finally {
            pool.shutdownNow();
        }
    }

    private List<String> consume(PaymentMessage message) {
        return consumer.consume(List.of(new Delivery("m", MessageWriter.write(message))), false, LONG);
    }

    private Optional<Payment> payment(String id) {
        return payments.find(new PaymentId(id), LONG);
    }

    private List<String> rejections() {
        return statuses.records().stream()
                .map(item -> text(item, "batch_id") + " " + text(item, "reason"))
                .sorted()
                .toList();
    }

    private static String text(Map<String, AttributeValue> item, String attribute) {
        return Objects.requireNonNull(item.get(attribute), attribute).s();
    }
}

package payments.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.batch.Journal;
import payments.service.batch.StatusTable;
import payments.service.batch.TestClock;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Transition;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;
import payments.service.observability.EmbeddedMetrics;
import payments.service.observability.JsonLines;
import payments.service.outbox.EventMessage;
import payments.service.outbox.LedgerPosting;
import payments.service.outbox.OutboxRelay;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbOutboxStore;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.Handover;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import payments.service.store.RegionFence;
import payments.service.workflow.Captures;
import payments.service.workflow.PaymentWorkflow;
import payments.service.workflow.WorkflowStarter;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Payments of the queue that reach their end without anybody, over a state machine that takes a name once and runs the service's
 * own steps, as Step Functions does for 90 days.
 */
@Requirement({"K41", "X5"})
class AutomaticCaptureTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));

    private final PaymentTable table = DYNAMODB.table(Optional.empty());
    private final StatusTable statuses = new StatusTable(DYNAMODB);
    private final TestClock clock = new TestClock();
    private final Journal journal = new Journal();
    private final List<String> published = new ArrayList<>();
    private final PaymentService payments = new PaymentService(
            new DynamoDbPaymentStore(DYNAMODB.client(), table, "eu-west-1", Optional.empty(), new Backoff()),
            clock,
            "eu-west-1");
    private final PaymentWorkflow steps = new PaymentWorkflow(
            payments,
            new OutboxRelay(
                    new DynamoDbOutboxStore(DYNAMODB.client(), table, new Backoff()),
                    LedgerPosting.NONE,
                    (event, deadline) -> published.add(EventMessage.of(event)),
                    clock,
                    new JsonLines(line -> {}, clock, Map.of()),
                    new EmbeddedMetrics(line -> {}, clock, Map.of("Region", "eu-west-1"))));
    private final Machine machine = new Machine();
    private final QueueConsumer consumer = consumer(machine, Optional.empty());

    /** Answers, or fails as it was given, before or after it took the name. */
    private static final class Machine implements WorkflowStarter {
        private final Set<String> names = new HashSet<>();
        private final List<String> open = new ArrayList<>();
        private final Deque<RuntimeException> before = new ArrayDeque<>();
        private final Deque<Error> after = new ArrayDeque<>();
        private int calls;

        @Override
        public synchronized void start(PaymentId id, Deadline deadline) {
            calls++;
            if (!before.isEmpty()) {
                throw before.pop();
            }
            if (names.add(id.value())) {
                open.add(id.value());
            }
            if (!after.isEmpty()) {
                throw after.pop();
            }
        }
    }

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @Test
    @Requirement("D9")
    void aRowBecomesACapturedPaymentWithItsRecordsAndItsNotification() {
        assertThat(consume(Messages.row("b", 1, "p-1", 1234))).isEmpty();
        runMachine();

        Payment payment = payment("p-1");
        assertThat(payment.status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(payment.progress().capturedMinorUnits()).isEqualTo(1234);
        assertThat(DYNAMODB.items(table, "audit")).hasSize(3);
        assertThat(published)
                .satisfiesExactly(
                        event -> assertThat(event).contains("payment.created"),
                        event -> assertThat(event).contains("payment.authorised"),
                        event -> assertThat(event).contains("payment.captured"));
    }

    @Test
    @Threat({"D01", "D08"})
    void manyDeliveriesAtOnceAndLaterAreOneCapture() throws Exception {
        Callable<List<String>> delivery = () -> consume(Messages.row("b", 1, "p-1", 1234));
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            for (Future<List<String>> result :
                    pool.invokeAll(IntStream.range(0, 8).mapToObj(i -> delivery).toList())) {
                result.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(consume(Messages.row("b", 1, "p-1", 1234))).isEmpty();
        runMachine();
        assertThat(consume(Messages.row("b", 1, "p-1", 1234))).isEmpty();
        runMachine();

        assertThat(machine.names).containsExactly("p-1");
        assertThat(DYNAMODB.items(table, "payment")).hasSize(1);
        assertThat(payment("p-1").progress().version()).isEqualTo(3);
        assertThat(published).hasSize(3);
    }

    /** A function that dies leaves its message in the queue. */
    @Test
    @Threat("D01")
    void aDeathBetweenTheStoreAndTheStartOrBehindItIsMadeGoodByTheNextDelivery() {
        machine.before.push(new IllegalStateException("the function dies before the call"));
        assertThat(consume(Messages.row("b", 1, "p-1", 100))).containsExactly("m");
        assertThat(payment("p-1").status()).isEqualTo(PaymentStatus.PENDING);
        machine.after.push(new AssertionError("the function dies when the workflow was started"));
        assertThatThrownBy(() -> consume(Messages.row("b", 1, "p-1", 100))).isInstanceOf(AssertionError.class);
        runMachine();

        assertThat(consume(Messages.row("b", 1, "p-1", 100))).isEmpty();
        runMachine();

        assertThat(payment("p-1").progress().capturedMinorUnits()).isEqualTo(100);
        assertThat(payment("p-1").progress().version()).isEqualTo(3);
        assertThat(DYNAMODB.items(table, "payment")).hasSize(1);
    }

    @Test
    @Threat("D05")
    void aThrottledStartComesAgainAndTheOthersOfTheBatchAreDone() {
        List<Delivery> deliveries = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new Delivery("m-" + i, MessageWriter.write(Messages.row("b", i, "p-" + i, 100))))
                .toList();
        machine.before.push(new UnavailableException("the state machine is throttled"));

        assertThat(consumer.consume(deliveries, false, LONG)).containsExactly("m-1");
        assertThat(machine.names).containsExactlyInAnyOrder("p-2", "p-3");
        assertThat(journal.lines())
                .anyMatch(line ->
                        line.startsWith("warn message-postponed") && line.contains("reason=workflow-unavailable"));

        assertThat(consumer.consume(deliveries.subList(0, 1), false, LONG)).isEmpty();
        runMachine();
        for (int i = 1; i <= 3; i++) {
            assertThat(payment("p-" + i).status()).isEqualTo(PaymentStatus.CAPTURED);
        }
    }

    @Test
    void aPaymentThatWasCapturedOrHasFailedStartsNothing() {
        for (String id : List.of("p-1", "p-2")) {
            consume(Messages.row("b", 1, id, 100));
        }
        runMachine();
        consume(Messages.row("b", 3, "p-3", 100));
        machine.open.clear();
        step("p-3", Transition.FAIL);
        int calls = machine.calls;

        assertThat(consume(Messages.row("b", 1, "p-1", 100))).isEmpty();
        assertThat(consume(Messages.row("b", 3, "p-3", 100))).isEmpty();

        assertThat(machine.calls).isEqualTo(calls);
    }

    /** After 90 days the machine has forgotten its names: the payment has not. */
    @Test
    void anExecutionWhoseNameWasForgottenChangesNothing() {
        consume(Messages.row("b", 1, "p-1", 100));
        runMachine();
        machine.open.add("p-1");
        runMachine();

        assertThat(payment("p-1").progress().version()).isEqualTo(3);
        assertThat(published).hasSize(3);
    }

    /** A row that is wrong is refused with its reason, and nothing is captured for it. */
    @Test
    void whatIsRefusedIsNotCaptured() {
        consume(Messages.row("b", 1, "p-1", 100));
        machine.open.clear();
        int calls = machine.calls;

        assertThat(consume(Messages.row("b", 2, "p-1", 999))).isEmpty();

        assertThat(machine.calls).isEqualTo(calls);
        assertThat(journal.lines()).anyMatch(line -> line.contains("reason=duplicate-conflict"));
    }

    /** The steps would be refused here, and the name would be used up. */
    @Test
    @Threat("H03")
    void aRegionThatDoesNotTakePaymentsStartsNothing() {
        consume(Messages.row("b", 1, "p-1", 100));
        machine.names.clear();
        machine.open.clear();
        QueueConsumer standby = consumer(machine, Optional.of(new RegionFence() {
            @Override
            public Ownership ownership(Deadline deadline) {
                return new Ownership(Optional.of("us-east-1"), 2);
            }

            @Override
            public Ownership move(Ownership expected, Handover handover, Deadline deadline) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Move> moves(Deadline deadline) {
                throw new UnsupportedOperationException();
            }
        }));

        assertThat(standby.consume(
                        List.of(new Delivery("m", MessageWriter.write(Messages.row("b", 1, "p-1", 100)))), false, LONG))
                .containsExactly("m");
        assertThat(machine.names).isEmpty();
    }

    /** As the system before it did with the rows of a file: an open one is taken, one that was taken is not taken again. */
    @Test
    @Requirement("K7")
    void aRowWhosePaymentAnEarlierSystemMadeIsCapturedUnlessThatDidSo() {
        for (String status : List.of("pending", "processed")) {
            DYNAMODB.client().putItem(put -> put.tableName(table.name())
                    .item(Map.of(
                            "payment_id", AttributeValue.fromS("p-" + status),
                            "timestamp", AttributeValue.fromN("1732832400"),
                            "amount", AttributeValue.fromN("1"),
                            "currency", AttributeValue.fromS("USD"),
                            "status", AttributeValue.fromS(status))));
            assertThat(consume(Messages.row("b", 1, "p-" + status, 100))).isEmpty();
        }
        runMachine();

        assertThat(machine.names).containsExactly("p-pending");
        assertThat(payment("p-pending").progress().capturedMinorUnits()).isEqualTo(100);
        assertThat(payment("p-processed").progress().version()).isEqualTo(1);
    }

    private QueueConsumer consumer(WorkflowStarter starter, Optional<RegionFence> fence) {
        return new QueueConsumer(
                new MessageProcessor(payments, Optional.of(new Captures(payments, fence, "eu-west-1", starter))),
                statuses.statuses(clock),
                Postponement.NONE,
                journal,
                journal);
    }

    private List<String> consume(PaymentMessage message) {
        return consumer.consume(List.of(new Delivery("m", MessageWriter.write(message))), false, LONG);
    }

    private void runMachine() {
        for (String id : machine.open) {
            JsonValue input = input(id);
            if (steps.validate(input, LONG).valid()) {
                steps.process(input, LONG);
                steps.publish(input, LONG);
            }
        }
        machine.open.clear();
    }

    private static JsonValue input(String id) {
        try {
            return JsonReader.read("{\"payment_id\":\"%s\"}".formatted(id).getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJsonException e) {
            throw new AssertionError(e);
        }
    }

    private Payment payment(String id) {
        return payments.find(new PaymentId(id), LONG).orElseThrow();
    }

    private void step(String id, Transition transition) {
        payments.apply(
                new TransitionCommand(new PaymentId(id), "op", transition, Optional.empty(), "test", "test"), LONG);
    }
}

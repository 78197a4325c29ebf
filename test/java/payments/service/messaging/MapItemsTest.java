package payments.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static payments.service.store.FaultyDynamoDb.before;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.service.batch.Journal;
import payments.service.batch.StatusTable;
import payments.service.batch.TestClock;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;
import payments.service.payment.PaymentService;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.FaultyDynamoDb;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The lines of a large file, as a distributed map hands them over: all or none of a hand-over counts as done. */
class MapItemsTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final Deadline LONG = Deadline.in(Duration.ofMinutes(5));

    private final PaymentTable table = DYNAMODB.table(Optional.empty());
    private final TestClock clock = new TestClock();
    private final Journal journal = new Journal();

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    private QueueConsumer consumer(Clock of) {
        return consumer(DYNAMODB.client(), of);
    }

    private QueueConsumer consumer(DynamoDbClient client, Clock of) {
        PaymentService payments = new PaymentService(
                new DynamoDbPaymentStore(client, table, "eu-west-1", Optional.empty(), new Backoff()), of, "eu-west-1");
        return new QueueConsumer(
                new MessageProcessor(payments, Optional.empty()),
                new StatusTable(DYNAMODB).statuses(clock),
                Postponement.NONE,
                journal,
                journal);
    }

    private static List<JsonValue> items(String... lines) {
        return Stream.of(lines).map(MapItemsTest::json).toList();
    }

    private static JsonValue json(String line) {
        try {
            return JsonReader.read(line.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJsonException e) {
            throw new AssertionError(line, e);
        }
    }

    private static String row(int number) {
        return MessageWriter.write(Messages.row("large", number, "p-" + number, 100));
    }

    @Requirement("X5")
    @Test
    void everyItemBecomesAPaymentOnceHoweverOftenTheMapHandsItOver() {
        QueueConsumer consumer = consumer(clock);

        consumer.consumeItems(items(row(1), row(2)), LONG);
        consumer.consumeItems(items(row(1), row(2)), LONG);

        assertThat(DYNAMODB.items(table, "payment")).hasSize(2);
    }

    @Requirement("X5")
    @Test
    void itemsThatCannotBeBegunInTimeFailTheHandOverAndAreDoneByTheNext() {
        AtomicInteger asked = new AtomicInteger();
        Deadline oneItem = Deadline.ofMillis(() -> asked.incrementAndGet() <= 3 ? 60_000 : 0);
        QueueConsumer consumer = consumer(clock);

        assertThatThrownBy(() -> consumer.consumeItems(items(row(1), row(2), row(3)), oneItem))
                .as("after %s looks at the time left", asked)
                .isInstanceOf(ItemsPostponedException.class);
        consumer.consumeItems(items(row(1), row(2), row(3)), LONG);

        assertThat(DYNAMODB.items(table, "payment")).hasSize(3);
    }

    /** A large file must not fail for one row that met a busy table. */
    @Requirement("X5")
    @Test
    void anItemThatTheTableCouldNotTakeIsPostponedAndItsNeighboursAreDone() {
        FaultyDynamoDb line =
                new FaultyDynamoDb(DYNAMODB.client()).onTransactions(before(new UnavailableException("the table")));

        assertThatThrownBy(() -> consumer(line, clock).consumeItems(items(row(1), row(2)), LONG))
                .isInstanceOf(ItemsPostponedException.class);
        assertThat(DYNAMODB.items(table, "payment")).hasSize(1);
    }

    @Test
    void anItemThatIsNotOursFailsTheHandOverAndNothingOfItIsPublished() {
        assertThatThrownBy(() -> consumer(clock).consumeItems(items("{\"stranger\": \"secret words\"}"), LONG))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("none of our messages")
                .hasMessageNotContaining("secret words");

        assertThat(DYNAMODB.items(table, "payment")).isEmpty();
    }

    @Requirement("D9")
    @Test
    void aMessageThatFailsForNoKnownReasonComesAgainAndItsNeighboursAreDone() {
        AtomicInteger asked = new AtomicInteger();
        Clock broken = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("all times are UTC");
            }

            @Override
            public Instant instant() {
                if (asked.getAndIncrement() == 0) {
                    throw new IllegalStateException("the clock stopped");
                }
                return clock.instant();
            }
        };

        List<String> failed = consumer(broken)
                .consume(List.of(new Delivery("first", row(1)), new Delivery("second", row(2))), false, LONG);

        assertThat(failed).containsExactly("first");
        assertThat(DYNAMODB.items(table, "payment")).hasSize(1);
        assertThat(journal.lines()).anyMatch(line -> line.startsWith("error message-failed"));
    }
}

package payments.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Threat;
import payments.service.batch.Journal;
import payments.service.batch.StatusTable;
import payments.service.payment.PaymentService;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbPaymentStore;
import payments.service.store.DynamoDbRegionFence;
import payments.service.store.LocalDynamoDb;
import payments.service.store.PaymentTable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What waits in a queue outlasts an outage, and a move of the payments to another region. */
@Threat({"E01", "H02"})
class PostponementTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final Deadline LONG = () -> Duration.ofMinutes(1);
    private static final String BODY = MessageWriter.write(Messages.row("b", 1, "p-1", 100));

    private final PaymentTable table = DYNAMODB.table(Optional.empty());
    private final Journal journal = new Journal();
    private final List<Duration> delays = new ArrayList<>();

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @ParameterizedTest
    @CsvSource({"1,15", "2,30", "3,60", "4,120", "5,120", "900,120"})
    void aMessageOfAStandbyWaitsLongerEachTime(int receives, long minutes) {
        QueueConsumer standby = consumer(table, (delivery, delay) -> delays.add(delay));

        assertThat(standby.consume(List.of(new Delivery("m", BODY, "r", receives)), false, LONG))
                .containsExactly("m");

        assertThat(delays).containsExactly(Duration.ofMinutes(minutes));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "3,4", "7,64", "8,120", "10,120"})
    void withoutATableAMessageWaitsLongerEachTime(int receives, long minutes) {
        PaymentTable gone = new PaymentTable("gone", "payment_id", Optional.empty());
        QueueConsumer consumer = consumer(gone, (delivery, delay) -> delays.add(delay));

        assertThat(consumer.consume(List.of(new Delivery("m", BODY, "r", receives)), false, LONG))
                .containsExactly("m");

        assertThat(delays).containsExactly(Duration.ofMinutes(minutes));
    }

    @Test
    void aQueueThatDoesNotAnswerDeliversTheMessageAllTheSame() {
        QueueConsumer standby = consumer(table, (delivery, delay) -> {
            throw new UnavailableException("the payment queue");
        });

        assertThat(standby.consume(List.of(new Delivery("m", BODY, "r", 1)), false, LONG))
                .containsExactly("m");
        assertThat(journal.lines().toString()).contains("message-not-postponed");
    }

    @Test
    void theQueueIsAskedToHideTheDelivery() {
        List<ChangeMessageVisibilityRequest> asked = new ArrayList<>();
        Postponement postponement = new SqsPostponement(() -> client(asked), "queue-url");

        postponement.postpone(new Delivery("m", BODY, "receipt", 2), Duration.ofMinutes(2));
        postponement.postpone(new Delivery("m", BODY), Duration.ofMinutes(2));

        assertThat(asked)
                .containsExactly(ChangeMessageVisibilityRequest.builder()
                        .queueUrl("queue-url")
                        .receiptHandle("receipt")
                        .visibilityTimeout(120)
                        .build());
    }

    @Test
    void aRefusalOfTheQueueIsNoReasonToLoseTheMessage() {
        Postponement refused = new SqsPostponement(PostponementTest::refusing, "queue-url");

        assertThatCode(() -> refused.postpone(new Delivery("m", BODY, "receipt", 1), Duration.ofMinutes(1)))
                .isInstanceOf(UnavailableException.class);
    }

    /** It never had the fence, as a standby. */
    private QueueConsumer consumer(PaymentTable of, Postponement postponement) {
        Backoff backoff = new Backoff();
        PaymentService payments = new PaymentService(
                new DynamoDbPaymentStore(
                        DYNAMODB.client(),
                        of,
                        "eu-central-1",
                        Optional.of(new DynamoDbRegionFence(DYNAMODB.client(), of, backoff, Optional.empty())),
                        backoff),
                Clock.systemUTC(),
                "eu-central-1");
        return new QueueConsumer(
                new MessageProcessor(payments, Optional.empty()),
                new StatusTable(DYNAMODB).statuses(Clock.systemUTC()),
                postponement,
                journal,
                journal);
    }

    private static SqsClient client(List<ChangeMessageVisibilityRequest> asked) {
        return new NoQueue() {
            @Override
            public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
                asked.add(request);
                return ChangeMessageVisibilityResponse.builder().build();
            }
        };
    }

    private static SqsClient refusing() {
        return new NoQueue() {
            @Override
            public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
                throw SqsException.builder().message("AccessDenied").build();
            }
        };
    }

    private abstract static class NoQueue implements SqsClient {
        @Override
        public String serviceName() {
            return "sqs";
        }

        @Override
        public void close() {}
    }
}

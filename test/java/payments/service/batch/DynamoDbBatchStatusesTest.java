package payments.service.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.Threat;
import payments.service.store.LocalDynamoDb;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbBatchStatusesTest {
    private static final LocalDynamoDb DYNAMODB = new LocalDynamoDb();
    private static final BatchFile FILE = new BatchFile("uploads", "a.csv", Optional.of("v-1"), "e-1", MemoryFiles.DAY);
    private static final Counts COUNTS = new Counts(4, 2, 1, 1);

    private final TestClock clock = new TestClock();
    private final StatusTable table = new StatusTable(DYNAMODB);
    private final BatchStatuses statuses = table.statuses(clock);

    @AfterAll
    static void stop() {
        DYNAMODB.close();
    }

    @Requirement("D9")
    @Test
    void aBatchIsProcessingThenCompletedWithItsCounts() {
        assertThat(statuses.claim("b", "r1", FILE)).isEqualTo(new Claim.Granted(0));
        assertThat(table.value("status")).isEqualTo("processing");

        statuses.complete("b", "r1", COUNTS);

        assertThat(table.value("status")).isEqualTo("completed");
        assertThat(table.value("rejected")).isEqualTo("1");
        assertThat(table.value("created_at")).isEqualTo("1772366400");
        assertThat(statuses.claim("b", "r2", FILE)).isEqualTo(new Claim.Completed());
    }

    @Requirement("D9")
    @Test
    void aCompletedBatchWithARowThatWasNotDueIsTakenAgainOnTheDayOnWhichItIs() {
        statuses.claim("b", "r1", FILE);
        statuses.notDueBefore("b", "r1", FILE.receivedOn().plusDays(1));
        statuses.complete("b", "r1", COUNTS);

        assertThat(statuses.claim("b", "r2", FILE)).as("on the same day").isEqualTo(new Claim.Completed());
        BatchFile tomorrow = new BatchFile(
                FILE.bucket(),
                FILE.key(),
                FILE.version(),
                FILE.eTag(),
                FILE.receivedOn().plusDays(1));
        assertThat(statuses.claim("b", "r3", tomorrow)).isEqualTo(new Claim.Granted(0));
        statuses.complete("b", "r3", COUNTS);
        assertThat(statuses.claim("b", "r4", tomorrow))
                .as("when all are posted")
                .isEqualTo(new Claim.Completed());
    }

    /** Whatever became of it since. */
    @Requirement("K40")
    @Test
    void aBatchIsFoundByTheSecondInWhichItBegan() {
        statuses.claim("b", "r1", FILE);
        clock.advance(Duration.ofSeconds(7));
        statuses.complete("b", "r1", COUNTS);

        assertThat(table.createdAt(1772366400)).hasSize(1);
        assertThat(table.createdAt(1772366407)).isEmpty();
    }

    /** It has a text there, and keeps it. */
    @Requirement({"K7", "K40"})
    @Test
    void aRecordOfAnEarlierVersionIsTakenOn() {
        StatusTable older = new StatusTable(
                DYNAMODB,
                Map.of(
                        "batch_id", AttributeValue.fromS("b"),
                        "status", AttributeValue.fromS("processing"),
                        "lease_owner", AttributeValue.fromS("r0"),
                        "lease_until", AttributeValue.fromN("0"),
                        "checkpoint", AttributeValue.fromN("40"),
                        "judged_on", AttributeValue.fromS(MemoryFiles.DAY.toString()),
                        "created_at", AttributeValue.fromS("2026-02-28T12:00:00Z")));
        BatchStatuses continued = older.statuses(clock);

        assertThat(continued.claim("b", "r1", FILE)).isEqualTo(new Claim.Granted(40));
        continued.complete("b", "r1", COUNTS);

        assertThat(older.value("status")).isEqualTo("completed");
    }

    @Requirement("D9")
    @Test
    void aFailedBatchHasItsReasonAndMayBeTakenAgain() {
        statuses.claim("b", "r1", FILE);
        statuses.fail("b", "r1", new RefusedFileException(FileError.UNCLOSED_QUOTE, 7), COUNTS);
        assertThat(table.value("reason")).isEqualTo("unclosed-quote");
        assertThat(table.value("reason_line")).isEqualTo("7");

        assertThat(statuses.claim("b", "r2", FILE)).isEqualTo(new Claim.Granted(0));
        assertThat(table.value("reason")).isEmpty();
    }

    @Threat("C10")
    @Test
    void oneOfManyWhoClaimAtOnceGetsTheBatch() throws Exception {
        int threads = 8;
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Claim>> claims = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            String owner = "r" + i;
            claims.add(() -> {
                start.await();
                return statuses.claim("b", owner, FILE);
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Claim> results = new ArrayList<>();
        try {
            for (Future<Claim> result : pool.invokeAll(claims)) {
                results.add(result.get());
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(results.stream().filter(Claim.Granted.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(Claim.Held.class::isInstance)).hasSize(threads - 1);
    }

    @Threat("C20")
    @Test
    void theSameOwnerTakesItAgainAtOnceAndAnotherAfterTheLease() {
        statuses.claim("b", "r1", FILE);
        statuses.checkpoint("b", "r1", 40, MemoryFiles.DAY);

        assertThat(statuses.claim("b", "r1", FILE)).isEqualTo(new Claim.Granted(40));
        clock.advance(DynamoDbBatchStatuses.LEASE.minusMillis(1));
        assertThat(statuses.claim("b", "r2", FILE)).isEqualTo(new Claim.Held());
        clock.advance(Duration.ofMillis(1));
        assertThat(statuses.claim("b", "r2", FILE)).isEqualTo(new Claim.Granted(40));
    }

    @Threat("C20")
    @Test
    void aReleasedBatchIsFreeAtOnce() {
        statuses.claim("b", "r1", FILE);
        statuses.release("b", "r1");

        assertThat(statuses.claim("b", "r2", FILE)).isInstanceOf(Claim.Granted.class);
    }

    @Threat("C20")
    @Test
    void whoLostTheLeaseCannotWriteAnyMore() {
        statuses.claim("b", "r1", FILE);
        clock.advance(DynamoDbBatchStatuses.LEASE);
        statuses.claim("b", "r2", FILE);

        assertThatThrownBy(() -> statuses.checkpoint("b", "r1", 1, MemoryFiles.DAY))
                .isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> statuses.complete("b", "r1", COUNTS)).isInstanceOf(LeaseLostException.class);
        assertThatThrownBy(() -> statuses.release("b", "r1")).isInstanceOf(LeaseLostException.class);
        assertThat(table.value("lease_owner")).isEqualTo("r2");
    }
}

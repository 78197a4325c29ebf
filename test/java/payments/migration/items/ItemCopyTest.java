package payments.migration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.migration.MigrationException;
import payments.migration.Patience;
import payments.migration.StoppedException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** Items move from one table to another while both are in use, with stops, crashes and a target that is too busy. */
@Requirement("K20")
class ItemCopyTest {
    private static final TwoTables TABLES = new TwoTables();

    private final MemoryCheckpoint checkpoint = new MemoryCheckpoint();
    private final TableName source = TABLES.table();
    private final TableName target = TABLES.table();

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    @Test
    void everyItemArrivesAsItIsWhateverItsTypes() {
        Map<String, AttributeValue> item = new HashMap<>(TwoTables.old(1));
        item.put("amount", AttributeValue.fromN("12.500"));
        item.put("bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {0, -1, 7})));
        item.put("yes", AttributeValue.fromBool(true));
        item.put("nothing", AttributeValue.fromNul(true));
        item.put("texts", AttributeValue.fromSs(List.of("b", "a")));
        item.put("numbers", AttributeValue.fromNs(List.of("2", "1.0")));
        item.put("blobs", AttributeValue.fromBs(List.of(SdkBytes.fromUtf8String("x"))));
        item.put("list", AttributeValue.fromL(List.of(AttributeValue.fromS("ü"), AttributeValue.fromM(item))));
        TABLES.put(source, item);

        assertThat(copy(target).read()).isEqualTo(1);

        assertThat(TABLES.items(target)).isEqualTo(TABLES.items(source));
    }

    @Test
    void aCopyThatIsStoppedGoesOnAndCountsEachItemOnce() {
        TABLES.fill(source, 1500);
        AtomicInteger pages = new AtomicInteger();

        assertThatThrownBy(() -> open(source, target).run(() -> pages.get() >= 3, counts -> pages.incrementAndGet()))
                .isInstanceOf(StoppedException.class);
        int there = TABLES.items(target).size();
        assertThat(there).isBetween(1, 1400);

        ItemCopy resumed = open(source, target);
        assertThat(resumed.isResumed()).isTrue();
        assertThat(resumed.counts().read()).isEqualTo(there);
        CopyCounts counts = resumed.run(() -> false, now -> {});

        assertThat(counts).isEqualTo(new CopyCounts(1500, 1500, 0, 0, 0, 0));
        assertThat(TABLES.items(target)).containsExactlyInAnyOrderElementsOf(TABLES.items(source));
    }

    /** A crash leaves items of the page under way in the target, and says nothing of them in the checkpoint. */
    @Test
    void aCopyThatIsKilledInTheMiddleOfAPageLosesNothing() {
        TABLES.fill(source, 700);
        DynamoDbClient killed = InterceptedDynamoDb.before(TABLES.client(), "putItem", number -> {
            if (number > 250) {
                throw new IllegalStateException("killed");
            }
        });

        assertThatThrownBy(() -> open(source, TwoTables.through(killed, target)).run(() -> false, counts -> {}))
                .hasMessage("killed");
        int there = TABLES.items(target).size();
        assertThat(there).isEqualTo(250);
        long noted = open(source, target).counts().read();
        assertThat(noted).isLessThan(there);

        CopyCounts counts = open(source, target).run(() -> false, now -> {});

        assertThat(counts.read()).isEqualTo(700);
        assertThat(counts.written() + counts.alreadyThere()).as("%s", counts).isEqualTo(700);
        assertThat(counts.alreadyThere())
                .as("done before the crash, and not noted")
                .isEqualTo(there - noted);
        assertThat(TABLES.items(target)).containsExactlyInAnyOrderElementsOf(TABLES.items(source));
    }

    @Test
    void whatTheNewSystemWroteStays() {
        TABLES.fill(source, 3);
        Map<String, AttributeValue> changed = new HashMap<>(TwoTables.old(1));
        changed.put("kind", AttributeValue.fromS("payment"));
        changed.put("status", AttributeValue.fromS("captured"));
        TABLES.put(target, changed);

        assertThat(copy(target)).isEqualTo(new CopyCounts(3, 2, 0, 0, 1, 0));

        assertThat(TABLES.items(target)).contains(changed).doesNotContain(TwoTables.old(1));
    }

    /** Between the look at an earlier copy and its replacement, the new system takes it over. */
    @Test
    void whatTheNewSystemWritesAtTheSameMomentStays() {
        TABLES.fill(source, 1);
        Map<String, AttributeValue> earlier = new HashMap<>(TwoTables.old(0));
        earlier.put("status", AttributeValue.fromS("pending"));
        TABLES.put(target, earlier);
        Map<String, AttributeValue> taken = new HashMap<>(earlier);
        taken.put("kind", AttributeValue.fromS("payment"));
        DynamoDbClient raced = InterceptedDynamoDb.before(TABLES.client(), "putItem", number -> {
            if (number == 2) {
                TABLES.put(target, taken);
            }
        });

        assertThat(copy(TwoTables.through(raced, target)).kept()).isEqualTo(1);

        assertThat(TABLES.items(target)).containsExactly(taken);
    }

    @Test
    void aLaterPassReplacesEarlierCopiesByWhatTheSourceHasNow() {
        TABLES.fill(source, 4);
        copy(target);
        Map<String, AttributeValue> changed = new HashMap<>(TwoTables.old(2));
        changed.put("status", AttributeValue.fromS("failed"));
        TABLES.put(source, changed);
        TABLES.put(source, TwoTables.old(9));

        assertThat(copy(target)).as("a finished checkpoint begins anew").isEqualTo(new CopyCounts(5, 1, 1, 3, 0, 0));

        assertThat(TABLES.items(target)).containsExactlyInAnyOrderElementsOf(TABLES.items(source));
    }

    @Test
    void throttledWritesAreRepeatedAfterLongerAndLongerPauses() {
        TABLES.fill(source, 1);
        List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
        DynamoDbClient busy = InterceptedDynamoDb.before(TABLES.client(), "putItem", number -> {
            if (number <= 12) {
                throw throttled();
            }
        });

        CopyCounts counts = new ItemCopy(
                        source,
                        TwoTables.through(busy, target),
                        checkpoint,
                        TwoTables.AS_THEY_ARE,
                        new Patience(20, pauses::add, () -> false))
                .run(() -> false, now -> {});

        assertThat(counts.written()).isEqualTo(1);
        assertThat(pauses).hasSize(12).allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) <= 0);
        for (int i = 0; i < pauses.size(); i++) {
            assertThat(pauses.get(i)).isLessThanOrEqualTo(Duration.ofMillis(50L << i));
        }
    }

    @Test
    void aTargetThatStaysBusyEndsTheCopyWithWhatToDo() {
        TABLES.fill(source, 1);
        DynamoDbClient busy = InterceptedDynamoDb.before(TABLES.client(), "putItem", number -> {
            throw throttled();
        });

        assertThatThrownBy(() -> copy(TwoTables.through(busy, target)))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("transactionId=old-0")
                .hasMessageContaining("too fast")
                .hasMessageContaining("run the same command again");
        assertThat(copy(target).read()).isEqualTo(1);
    }

    @Test
    void aCheckpointOfAnotherCopyIsRefused() {
        TABLES.fill(source, 1);
        copy(target);

        assertThatThrownBy(() -> open(source, TABLES.table()))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("belongs to another copy")
                .hasMessageContaining("--checkpoint");
        checkpoint.write("{}");
        assertThatThrownBy(() -> open(source, target)).hasMessageContaining("no checkpoint of this program");
    }

    @Test
    void tablesThatDoNotFitAreRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> open(source, TABLES.table("transaction_id", ScalarAttributeType.S)))
                .hasMessageContaining("other keys")
                .hasMessageContaining("transaction_id")
                .hasMessageContaining("table.partitionKey");
        assertThatThrownBy(() -> open(source, source)).hasMessageContaining("the same table");
        assertThatThrownBy(() -> open(source, new TableName(TABLES.client(), "nowhere", "eu-west-1")))
                .hasMessageContaining("table nowhere in eu-west-1");
        assertThat(checkpoint.writes()).isZero();
    }

    @Test
    void onTheWayBackThePaymentsOfTheNewSystemAreWrittenAsTheOldOneDid() {
        TABLES.fill(source, 2);
        TABLES.fill(target, 2);
        TABLES.put(source, TwoTables.ours("new-1", 1050, "CHF", "pending"));
        TABLES.put(source, TwoTables.ours("new-2", 700, "JPY", "failed"));
        Map<String, AttributeValue> audit = new HashMap<>(TwoTables.ours("audit#new-1#1", 1, "CHF", "pending"));
        audit.put("kind", AttributeValue.fromS("audit"));
        TABLES.put(source, audit);
        ItemCopy.Options back =
                new ItemCopy.Options("kind", Optional.of(OldForm.TEXT_AMOUNT), Map.of("environment", "prod"), 2);

        CopyCounts counts =
                new ItemCopy(source, target, checkpoint, back, TwoTables.PATIENCE).run(() -> false, now -> {});

        assertThat(counts).isEqualTo(new CopyCounts(5, 2, 0, 2, 0, 1));
        assertThat(TABLES.items(target))
                .hasSize(4)
                .contains(Map.of(
                        "transactionId", AttributeValue.fromS("new-1"),
                        "timestamp", AttributeValue.fromN("1795860930"),
                        "amount", AttributeValue.fromS("10.50"),
                        "currency", AttributeValue.fromS("CHF"),
                        "status", AttributeValue.fromS("processed"),
                        "region", AttributeValue.fromS("eu-west-1"),
                        "created_at", AttributeValue.fromS("2026-11-28T10:15:30.250000"),
                        "environment", AttributeValue.fromS("prod")))
                .anySatisfy(item -> assertThat(item)
                        .containsEntry("transactionId", AttributeValue.fromS("new-2"))
                        .containsEntry("amount", AttributeValue.fromS("700"))
                        .containsEntry("status", AttributeValue.fromS("failed")));
        assertThat(new ItemComparison(source, target, back, TwoTables.PATIENCE)
                        .run()
                        .isSame())
                .isTrue();
    }

    @Test
    void aSystemThatLetsPaymentsWaitGetsThemBackWaiting() {
        Map<String, AttributeValue> waiting = OldForm.NUMBER_AMOUNT
                .forKey(List.of("transactionId"), Map.of())
                .of(TwoTables.ours("p", 1999, "EUR", "authorised"))
                .orElseThrow();
        Map<String, AttributeValue> done = OldForm.NUMBER_AMOUNT
                .forKey(List.of("transactionId"), Map.of())
                .of(TwoTables.ours("p", 1999, "EUR", "captured"))
                .orElseThrow();

        assertThat(waiting)
                .containsEntry("amount", AttributeValue.fromN("19.99"))
                .containsEntry("status", AttributeValue.fromS("pending"));
        assertThat(done).containsEntry("status", AttributeValue.fromS("processed"));
    }

    private CopyCounts copy(TableName to) {
        return open(source, to).run(() -> false, counts -> {});
    }

    private ItemCopy open(TableName from, TableName to) {
        return new ItemCopy(from, to, checkpoint, TwoTables.AS_THEY_ARE, TwoTables.PATIENCE);
    }

    private static ProvisionedThroughputExceededException throttled() {
        return ProvisionedThroughputExceededException.builder()
                .message("too fast")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ProvisionedThroughputExceededException")
                        .errorMessage("too fast")
                        .build())
                .statusCode(400)
                .build();
    }
}

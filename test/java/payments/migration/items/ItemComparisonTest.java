package payments.migration.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.migration.Comparison;
import payments.migration.Difference;
import payments.migration.Difference.Kind;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Two tables are compared by counts and digests; what differs is named by its key, and by nothing else. */
@Requirement("K20")
class ItemComparisonTest {
    private static final TwoTables TABLES = new TwoTables();

    private final TableName source = TABLES.table();
    private final TableName target = TABLES.table();

    @AfterAll
    static void stop() {
        TABLES.close();
    }

    @Test
    void theSameItemsInAnyOrderAreTheSame() {
        for (int i = 0; i < 300; i++) {
            TABLES.put(source, TwoTables.old(i));
            TABLES.put(target, TwoTables.old(299 - i));
        }

        Comparison found = compare();

        assertThat(found.isSame()).isTrue();
        assertThat(found.source().count()).isEqualTo(300);
        assertThat(found.source().hex())
                .matches("[0-9a-f]{64}")
                .doesNotMatch("0+")
                .isEqualTo(found.target().hex());
    }

    @Test
    void oneChangedCharacterIsFoundAndNamedWithoutItsValue() {
        TABLES.fill(source, 200);
        TABLES.fill(target, 200);
        Map<String, AttributeValue> changed = new HashMap<>(TwoTables.old(77));
        changed.put("amount", AttributeValue.fromS("77.51"));
        TABLES.put(target, changed);

        Comparison found = compare();

        assertThat(found.isSame()).isFalse();
        assertThat(found.source().hex()).isNotEqualTo(found.target().hex());
        assertThat(found.differences())
                .containsExactly(new Difference(Kind.DIFFERENT, "timestamp=1700000077, transactionId=old-77"));
        assertThat(found.differences().toString()).doesNotContain("77.5");
    }

    @Test
    void aNumberIsNotTheTextThatLooksLikeIt() {
        TABLES.fill(source, 1);
        Map<String, AttributeValue> number = new HashMap<>(TwoTables.old(0));
        number.put("amount", AttributeValue.fromN("0.50"));
        TABLES.put(target, number);

        assertThat(compare().isSame()).isFalse();
    }

    @Test
    void whatIsMissingAndWhatIsTooMuchIsNamed() {
        TABLES.fill(source, 5);
        TABLES.fill(target, 4);
        TABLES.put(target, TwoTables.old(8));

        assertThat(compare().differences())
                .extracting(Difference::kind, difference -> difference.key().replaceAll(".*=", ""))
                .containsExactly(tuple(Kind.MISSING, "old-4"), tuple(Kind.EXTRA, "old-8"));
    }

    @Test
    void whatTheNewSystemWroteIsCountedAndIsNoDifference() {
        TABLES.fill(source, 3);
        TABLES.fill(target, 3);
        TABLES.put(target, TwoTables.ours("new-1", 100, "CHF", "pending"));
        Map<String, AttributeValue> taken = new HashMap<>(TwoTables.old(2));
        taken.put("kind", AttributeValue.fromS("payment"));
        TABLES.put(target, taken);

        Comparison found = compare();

        assertThat(found.isSame()).isTrue();
        assertThat(found.writtenByNew()).isEqualTo(2);
    }

    /** All differences of the first parts are named, and nobody takes the list for the whole. */
    @Test
    void twoQuiteDifferentTablesAreNotListedToTheEnd() {
        TABLES.fill(source, 1500);

        Comparison found = compare();

        assertThat(found.isSame()).isFalse();
        assertThat(found.isComplete()).isFalse();
        assertThat(found.differences()).hasSizeBetween(100, 1000).allMatch(one -> one.kind() == Kind.MISSING);
        assertThat(found.target().hex()).matches("0{64}");
    }

    private Comparison compare() {
        return new ItemComparison(source, target, TwoTables.AS_THEY_ARE, TwoTables.PATIENCE).run();
    }
}

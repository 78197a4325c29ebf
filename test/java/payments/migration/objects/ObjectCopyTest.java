package payments.migration.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.migration.CheckpointStore;
import payments.migration.Comparison;
import payments.migration.Difference;
import payments.migration.MigrationException;
import payments.migration.Patience;
import payments.migration.StoppedException;
import payments.migration.objects.MemoryBuckets.Stored;

/** Objects move from one bucket to another while both are in use, and both are compared. */
@Requirement("K20")
class ObjectCopyTest {
    private static final Patience PATIENCE = new Patience(3, pause -> {}, () -> false);

    private final MemoryBuckets s3 = new MemoryBuckets();
    private final BucketName source = s3.bucket("old");
    private final BucketName target = s3.bucket("new");
    private volatile String checkpoint = "";

    @Test
    void aCopyThatIsStoppedGoesOnBehindTheLastObject() {
        for (int i = 0; i < 50; i++) {
            s3.put(source, "a" + i, "content " + i, 100);
        }

        assertThatThrownBy(() -> copy().run(() -> !checkpoint.isEmpty(), counts -> {}))
                .isInstanceOf(StoppedException.class);
        ObjectCopy resumed = copy();

        assertThat(resumed.isResumed()).isTrue();
        assertThat(resumed.run(() -> false, counts -> {})).isEqualTo(new ObjectCounts(50, 50, 0, 0, 0, List.of()));
        assertThat(compare().isSame()).isTrue();
        assertThat(copy().isResumed()).as("a finished one begins anew").isFalse();
        assertThat(copy().run(() -> false, counts -> {}).alreadyThere()).isEqualTo(50);
    }

    @Test
    void ofTwoObjectsTheLaterOneStays() {
        s3.put(source, "changed-there", "new text", 300);
        s3.put(target, "changed-there", "old text", 200);
        s3.put(source, "changed-here", "old", 100);
        s3.put(target, "changed-here", "written by the new system", 200);

        assertThat(copy().run(() -> false, counts -> {})).isEqualTo(new ObjectCounts(2, 0, 1, 0, 1, List.of()));

        assertThat(content("changed-there")).isEqualTo("new text");
        assertThat(content("changed-here")).isEqualTo("written by the new system");
    }

    @Test
    void whatTheNewSystemWritesAtTheSameMomentStays() {
        s3.put(source, "one", "old", 100);
        s3.put(source, "two", "newer old", 300);
        s3.put(target, "two", "copy", 200);
        s3.beforeCopy(key -> s3.put(target, key, "taken", 400));

        assertThat(copy().run(() -> false, counts -> {}).kept()).isEqualTo(2);

        assertThat(content("one")).isEqualTo("taken");
        assertThat(content("two")).isEqualTo("taken");
    }

    @Test
    void whatOneRequestCannotCopyIsNamed() {
        s3.put(source, "film", new Stored("x", 5L * 1024 * 1024 * 1024 + 1, Instant.ofEpochSecond(1), false));

        assertThat(copy().run(() -> false, counts -> {}).tooLarge()).containsExactly("film");
        assertThat(s3.get(target, "film")).isNull();
    }

    @Test
    void aCheckpointOfAnotherCopyIsRefused() {
        copy().run(() -> false, counts -> {});

        assertThatThrownBy(() -> new ObjectCopy(source, s3.bucket("third"), "", store(), PATIENCE))
                .isInstanceOf(MigrationException.class)
                .hasMessageContaining("belongs to another copy");
        assertThatThrownBy(() -> new ObjectCopy(source, source, "", store(), PATIENCE))
                .hasMessageContaining("the same bucket");
    }

    /** Java's order of texts would put the euro before the ligature, and take both for missing and for too much. */
    @Test
    void bothListingsAreReadInTheOrderOfS3() {
        for (String key : List.of("\uFB01", "\uD83D\uDCB6", "a", "é")) {
            s3.put(source, key, "same", 1);
            s3.put(target, key, "same", 2);
        }
        s3.put(target, "\uFB02", "more", 2);
        s3.put(source, "b", "one", 1);
        s3.put(target, "b", "two", 1);

        Comparison found = compare();

        assertThat(found.differences())
                .containsExactly(
                        new Difference(Difference.Kind.DIFFERENT, "b"),
                        new Difference(Difference.Kind.EXTRA, "\uFB02"));
        assertThat(found.source().hex()).isNotEqualTo(found.target().hex());
    }

    /** The same size and an ETag that says nothing: only reading shows it. */
    @Test
    void contentsUnderAKeyOfKmsAreRead() {
        s3.put(source, "a", "same content", 1);
        s3.put(target, "a", new Stored("same content", 12, Instant.ofEpochSecond(7), true));
        assertThat(compare().isSame()).isTrue();

        s3.put(target, "a", new Stored("same cOntent", 12, Instant.ofEpochSecond(7), true));
        assertThat(compare().differences()).containsExactly(new Difference(Difference.Kind.DIFFERENT, "a"));
        assertThat(s3.reads()).isEqualTo(4);
    }

    private ObjectCopy copy() {
        return new ObjectCopy(source, target, "", store(), PATIENCE);
    }

    private Comparison compare() {
        return new ObjectComparison(source, target, "", PATIENCE).run();
    }

    private String content(String key) {
        return Objects.requireNonNull(s3.get(target, key)).content();
    }

    private CheckpointStore store() {
        return new CheckpointStore() {
            @Override
            public Optional<String> read() {
                return Optional.of(checkpoint).filter(text -> !text.isEmpty());
            }

            @Override
            public void write(String text) {
                checkpoint = text;
            }
        };
    }
}

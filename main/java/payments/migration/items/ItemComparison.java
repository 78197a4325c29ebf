package payments.migration.items;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import payments.migration.Comparison;
import payments.migration.Difference;
import payments.migration.MultisetDigest;
import payments.migration.Patience;
import payments.migration.StoppedException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Compares the items of two tables, whatever their order and number. The keys fall into 4,096 parts; each side is read once,
 * and each part gets a count and a digest. Only where parts differ both sides are read again, and the keys of those parts are
 * held in memory: of {@value #PARTS_LISTED} parts at most, so that two quite different tables need no more of it.
 *
 * <p>What the new system wrote is no difference: its items have the mark, are counted for themselves, and are not part of
 * the target's digest. Where it wrote under a key of the old system, the old item has no counterpart in that digest, so the two
 * digests differ and the verdict is the same all the same.
 */
public final class ItemComparison {
    private static final int PARTS = 4096;
    private static final int PARTS_LISTED = 256;
    private static final int PAGE = 1000;

    private final Table source;
    private final Table target;
    private final String mark;
    private final ItemForm form;
    private final int segments;
    private final Patience patience;

    /** One side as it was read: the digest of each part. */
    private static final class Side {
        private final MultisetDigest[] parts = new MultisetDigest[PARTS];
        private long marked;

        Side() {
            for (int i = 0; i < PARTS; i++) {
                parts[i] = new MultisetDigest();
            }
        }

        synchronized void countMarked() {
            marked++;
        }

        synchronized long marked() {
            return marked;
        }

        MultisetDigest all() {
            MultisetDigest all = new MultisetDigest();
            for (MultisetDigest part : parts) {
                all.add(part);
            }
            return all;
        }
    }

    /** What is known of one key: the digest on each side, and whether the new system wrote the target's. */
    private static final class Seen {
        private byte @Nullable [] source;
        private byte @Nullable [] target;
        private boolean isMarked;
    }

    private interface Reader {
        void item(Map<String, AttributeValue> item);
    }

    /**
     * Opens both tables.
     *
     * @param options the mark of the new system, the form in which the target is expected, and how many threads read
     * @throws payments.migration.MigrationException when they do not fit
     */
    public ItemComparison(TableName from, TableName to, ItemCopy.Options options, Patience patience) {
        this.source = from.open(patience);
        this.target = to.open(patience);
        source.requireSameKeyAs(target);
        this.mark = options.mark();
        this.form = options.itemForm(target);
        this.segments = options.segments();
        this.patience = patience;
    }

    /** Reads both sides and compares them. */
    public Comparison run() {
        Side old = new Side();
        Side copy = new Side();
        read(source, item -> form.of(item).ifPresent(formed -> add(old, formed)));
        read(target, item -> {
            if (item.containsKey(mark)) {
                copy.countMarked();
            } else {
                add(copy, item);
            }
        });
        BitSet differing = new BitSet(PARTS);
        for (int part = 0; part < PARTS; part++) {
            differing.set(part, !old.parts[part].sameAs(copy.parts[part]));
        }
        boolean isComplete = differing.cardinality() <= PARTS_LISTED;
        for (int part = PARTS - 1; differing.cardinality() > PARTS_LISTED; part--) {
            differing.clear(part);
        }
        return new Comparison(
                old.all(),
                copy.all(),
                copy.marked(),
                differing.isEmpty() ? List.of() : differences(differing),
                isComplete);
    }

    private void add(Side side, Map<String, AttributeValue> item) {
        side.parts[part(item)].add(ItemCodec.digest(item));
    }

    private List<Difference> differences(BitSet parts) {
        Map<String, Seen> seen = new HashMap<>();
        read(source, item -> form.of(item)
                .filter(formed -> parts.get(part(formed)))
                .ifPresent(formed -> of(seen, formed, entry -> entry.source = ItemCodec.digest(formed))));
        read(target, item -> Optional.of(item)
                .filter(found -> parts.get(part(found)))
                .ifPresent(found -> of(seen, found, entry -> {
                    entry.target = ItemCodec.digest(found);
                    entry.isMarked = found.containsKey(mark);
                })));
        List<Difference> differences = new ArrayList<>();
        seen.forEach((key, entry) -> kind(entry).ifPresent(kind -> differences.add(new Difference(kind, key))));
        differences.sort(Comparator.comparing(Difference::key));
        return differences;
    }

    private void of(Map<String, Seen> seen, Map<String, AttributeValue> item, Consumer<Seen> note) {
        synchronized (seen) {
            note.accept(seen.computeIfAbsent(Table.words(target.keyOf(item)), key -> new Seen()));
        }
    }

    private static Optional<Difference.Kind> kind(Seen entry) {
        if (entry.isMarked) {
            return Optional.empty();
        }
        if (entry.target == null) {
            return Optional.of(Difference.Kind.MISSING);
        }
        if (entry.source == null) {
            return Optional.of(Difference.Kind.EXTRA);
        }
        return Arrays.equals(entry.source, entry.target) ? Optional.empty() : Optional.of(Difference.Kind.DIFFERENT);
    }

    private int part(Map<String, AttributeValue> item) {
        byte[] digest = ItemCodec.digest(target.keyOf(item));
        return ((digest[0] & 0xff) << 4) | ((digest[1] & 0xff) >> 4);
    }

    private void read(Table table, Reader reader) {
        ExecutorService threads = Executors.newFixedThreadPool(segments);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int i = 0; i < segments; i++) {
                int segment = i;
                parts.add(threads.submit(() -> read(table, segment, reader)));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        } finally {
            threads.shutdownNow();
        }
    }

    private void read(Table table, int segment, Reader reader) {
        Map<String, AttributeValue> after = Map.of();
        do {
            Map<String, AttributeValue> start = after;
            ScanResponse page = patience.call(
                    "reading %s in %s".formatted(table.name(), table.region()),
                    () -> table.page(segment, segments, start, PAGE));
            page.items().forEach(reader::item);
            after = page.lastEvaluatedKey();
        } while (!after.isEmpty());
    }
}

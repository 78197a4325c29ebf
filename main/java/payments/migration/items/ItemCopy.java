package payments.migration.items;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import payments.migration.CheckpointStore;
import payments.migration.Patience;
import payments.migration.StoppedException;
import payments.migration.items.CopyCounts.Outcome;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Copies the items of one table to another while both are in use. It can be stopped or killed at any moment: the same command
 * goes on from the last page that was done, and an item that is written twice is written the same.
 *
 * <p><b>Who wins</b> where the target has an item under the same key:
 *
 * <ul>
 *   <li>an item of the new system, which is one that has the mark (an attribute that only the new system writes), stays as it
 *       is, also when it is written at the same moment: the condition is part of the write;
 *   <li>an item without the mark is an earlier copy: the source's present one replaces it.
 * </ul>
 */
public final class ItemCopy {
    private static final int PAGE = 100;

    private final Table source;
    private final Table target;
    private final Options options;
    private final Patience patience;
    private final CopyCheckpoint checkpoint;
    private final ItemForm form;
    private final AtomicBoolean failed = new AtomicBoolean();

    /**
     * How to copy.
     *
     * @param mark the attribute that only items of the new system have
     * @param form the old system's form in which items are written, on the way back; empty: as they are
     * @param more texts that each item of the old system has besides
     * @param segments parts of the table that are read at once, each by a thread of its own
     */
    public record Options(String mark, Optional<OldForm> form, Map<String, String> more, int segments) {
        /** Copies the map. */
        public Options {
            more = Map.copyOf(more);
        }

        ItemForm itemForm(Table target) {
            return form.map(old -> old.forKey(List.copyOf(target.key().keySet()), more))
                    .orElse(ItemForm.VERBATIM);
        }
    }

    /**
     * Opens both tables and the checkpoint.
     *
     * @throws payments.migration.MigrationException when they do not fit
     */
    public ItemCopy(TableName from, TableName to, CheckpointStore store, Options options, Patience patience) {
        this.source = from.open(patience);
        this.target = to.open(patience);
        source.requireSameKeyAs(target);
        this.options = options;
        this.form = options.itemForm(target);
        this.patience = patience;
        this.checkpoint = CopyCheckpoint.open(
                store,
                "items of %s to %s%s"
                        .formatted(
                                source.arn(),
                                target.arn(),
                                options.form().map(old -> " as " + old).orElse("")),
                options.segments());
    }

    /** Whether it goes on with one that was stopped. */
    public boolean isResumed() {
        return checkpoint.isResumed();
    }

    /** What was counted until now. */
    public CopyCounts counts() {
        return checkpoint.counts();
    }

    /**
     * Copies until everything is there.
     *
     * @param stopped whether to end after the pages under way
     * @param progress gets the counts after each page
     * @throws StoppedException when it was stopped
     */
    public CopyCounts run(BooleanSupplier stopped, Consumer<CopyCounts> progress) {
        ExecutorService threads = Executors.newFixedThreadPool(checkpoint.size());
        try {
            List<Future<?>> segments = new ArrayList<>();
            for (int i = 0; i < checkpoint.size(); i++) {
                int segment = i;
                if (!checkpoint.isDone(segment)) {
                    segments.add(threads.submit(() -> copy(segment, stopped, progress)));
                }
            }
            await(segments);
        } finally {
            threads.shutdownNow();
        }
        return checkpoint.counts();
    }

    /** The first failure is reported; the other segments end after their page. */
    private static void await(List<Future<?>> segments) {
        RuntimeException failure = null;
        for (Future<?> segment : segments) {
            try {
                segment.get();
            } catch (ExecutionException e) {
                failure = moreTelling(failure, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StoppedException();
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static RuntimeException moreTelling(@Nullable RuntimeException before, ExecutionException e) {
        RuntimeException now =
                e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        return before == null || before instanceof StoppedException ? now : before;
    }

    private void copy(int segment, BooleanSupplier stopped, Consumer<CopyCounts> progress) {
        try {
            while (!checkpoint.isDone(segment)) {
                if (stopped.getAsBoolean() || failed.get()) {
                    throw new StoppedException();
                }
                ScanResponse page = patience.call(
                        "reading %s in %s".formatted(source.name(), source.region()),
                        () -> source.page(segment, checkpoint.size(), checkpoint.after(segment), PAGE));
                CopyCounts counts = CopyCounts.NONE;
                for (Map<String, AttributeValue> item : page.items()) {
                    counts = counts.plus(written(item));
                }
                checkpoint.pageDone(segment, page.lastEvaluatedKey(), counts);
                progress.accept(checkpoint.counts());
            }
        } catch (RuntimeException e) {
            failed.set(true);
            throw e;
        }
    }

    private Outcome written(Map<String, AttributeValue> item) {
        Optional<Map<String, AttributeValue>> formed = form.of(item);
        if (formed.isEmpty()) {
            return Outcome.PASSED_OVER;
        }
        Map<String, AttributeValue> wanted = formed.get();
        Optional<Map<String, AttributeValue>> there = putIfAbsent(target.partitionKey(), wanted);
        if (there.isEmpty()) {
            return Outcome.WRITTEN;
        }
        if (ItemCodec.same(there.get(), wanted)) {
            return Outcome.ALREADY_THERE;
        }
        return putIfAbsent(options.mark(), wanted).isEmpty() ? Outcome.UPDATED : Outcome.KEPT;
    }

    /**
     * Writes an item if an attribute is absent in the one that is there.
     *
     * @return what is there instead, if it is
     */
    private Optional<Map<String, AttributeValue>> putIfAbsent(String attribute, Map<String, AttributeValue> item) {
        return patience.call(
                "writing the item %s of %s in %s"
                        .formatted(Table.words(target.keyOf(item)), target.name(), target.region()),
                () -> {
                    try {
                        target.client().putItem(put -> put.tableName(target.name())
                                .item(item)
                                .conditionExpression("attribute_not_exists(#name)")
                                .expressionAttributeNames(Map.of("#name", attribute))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
                        return Optional.empty();
                    } catch (ConditionalCheckFailedException e) {
                        return Optional.of(there(item, e.item()));
                    }
                });
    }

    /**
     * What the target has under the key of an item. DynamoDB says so in its refusal. Emulators may not, or name another item:
     * DynamoDB Local 2.6.1 mixes up those of writes at the same time (seen on 2026-11-28). Then the item is read.
     */
    private Map<String, AttributeValue> there(Map<String, AttributeValue> item, Map<String, AttributeValue> said) {
        Map<String, AttributeValue> key = target.keyOf(item);
        return said.entrySet().containsAll(key.entrySet())
                ? said
                : target.client()
                        .getItem(get -> get.tableName(target.name()).key(key).consistentRead(true))
                        .item();
    }
}

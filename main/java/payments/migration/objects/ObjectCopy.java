package payments.migration.objects;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import payments.migration.CheckpointStore;
import payments.migration.MigrationException;
import payments.migration.Patience;
import payments.migration.StoppedException;
import payments.migration.objects.ObjectCounts.Outcome;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Copies the present versions of a bucket's objects into another bucket, with their metadata and tags, on S3's side. It can be stopped or
 * killed at any moment: the same command goes on behind the last key that was done.
 *
 * <p><b>Who wins</b> where the target has another object under the same key: the one that was written later. An object
 * that was changed in the source since an earlier copy is newer than that copy; one that the new system wrote is newer than
 * the source's. The condition is part of the copy, so what is written at the same moment stays.
 */
public final class ObjectCopy {
    /** What CopyObject takes at most; larger ones are copied in parts. */
    private static final long LARGEST = 5L * 1024 * 1024 * 1024;

    private static final int AT_ONCE = 16;
    private static final int PRECONDITION_FAILED = 412;

    private final BucketName from;
    private final BucketName to;
    private final String prefix;
    private final Patience patience;
    private final Contents contents;
    private final ObjectCheckpoint checkpoint;

    /**
     * Opens the checkpoint.
     *
     * @param prefix which keys: all that begin so
     * @throws MigrationException when the checkpoint belongs to another copy, or both sides are one
     */
    public ObjectCopy(BucketName from, BucketName to, String prefix, CheckpointStore store, Patience patience) {
        if (from.name().equals(to.name())) {
            throw new MigrationException("both sides are the same bucket", from.toString(), "--from or --to");
        }
        this.from = from;
        this.to = to;
        this.prefix = prefix;
        this.patience = patience;
        this.contents = new Contents(patience);
        this.checkpoint =
                new ObjectCheckpoint(store, "objects '%s' of %s to %s".formatted(prefix, from.name(), to.name()));
    }

    /** Whether it goes on with one that was stopped. */
    public boolean isResumed() {
        return checkpoint.isResumed();
    }

    /**
     * Copies until everything is there.
     *
     * @param stopped whether to end after the objects under way
     * @param progress gets the counts now and then
     * @throws StoppedException when it was stopped
     */
    public ObjectCounts run(BooleanSupplier stopped, Consumer<ObjectCounts> progress) {
        Listing listing = new Listing(from, prefix, checkpoint.after(), patience);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            while (true) {
                List<S3Object> some = next(listing);
                if (some.isEmpty()) {
                    checkpoint.note(checkpoint.after(), checkpoint.counts(), true);
                    return checkpoint.counts();
                }
                if (stopped.getAsBoolean()) {
                    throw new StoppedException();
                }
                copy(some, threads);
                progress.accept(checkpoint.counts());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<S3Object> next(Listing listing) {
        List<S3Object> some = new ArrayList<>();
        for (S3Object object = listing.peek(); object != null && some.size() < AT_ONCE; object = listing.peek()) {
            some.add(object);
            listing.skip();
        }
        return some;
    }

    private void copy(List<S3Object> some, ExecutorService threads) {
        List<Future<Outcome>> outcomes = some.stream()
                .map(object -> threads.submit(() -> copied(object)))
                .toList();
        ObjectCounts counts = checkpoint.counts();
        try {
            for (int i = 0; i < some.size(); i++) {
                counts = counts.plus(outcomes.get(i).get(), some.get(i).key());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
        checkpoint.note(some.get(some.size() - 1).key(), counts, false);
    }

    private Outcome copied(S3Object object) {
        String key = object.key();
        Optional<HeadObjectResponse> source = contents.head(from, key);
        Optional<HeadObjectResponse> target = contents.head(to, key);
        if (source.isEmpty()) {
            // It was deleted since it was listed.
            return Outcome.ALREADY_THERE;
        }
        if (target.isPresent()) {
            if (contents.compare(from, source.get(), to, target.get(), key).isSame()) {
                return Outcome.ALREADY_THERE;
            }
            if (target.get().lastModified().isAfter(source.get().lastModified())) {
                return Outcome.KEPT;
            }
        }
        if (object.size() > LARGEST) {
            return Outcome.TOO_LARGE;
        }
        boolean isDone = put(key, target.map(HeadObjectResponse::eTag));
        return !isDone ? Outcome.KEPT : target.isPresent() ? Outcome.UPDATED : Outcome.COPIED;
    }

    /**
     * Copies an object, unless the target's was changed meanwhile.
     *
     * @param there the ETag of what is to be replaced; empty where nothing is there
     */
    private boolean put(String key, Optional<String> there) {
        return patience.call("copying the object %s to %s".formatted(key, to), () -> {
            try {
                to.client().copyObject(copy -> copy.sourceBucket(from.name())
                        .sourceKey(key)
                        .destinationBucket(to.name())
                        .destinationKey(key)
                        .ifMatch(there.orElse(null))
                        .ifNoneMatch(there.isPresent() ? null : "*"));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                throw e;
            }
        });
    }
}

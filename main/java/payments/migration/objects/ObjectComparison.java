package payments.migration.objects;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.migration.Comparison;
import payments.migration.Difference;
import payments.migration.MultisetDigest;
import payments.migration.Patience;
import payments.migration.objects.Contents.Evidence;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Compares the present versions of two buckets' objects: both listings are read side by side, so that any number fits into
 * memory. The digest of a side is over keys, sizes and what stands for the contents.
 */
public final class ObjectComparison {
    private static final int LISTED = 10_000;

    private final BucketName from;
    private final BucketName to;
    private final String prefix;
    private final Patience patience;
    private final Contents contents;
    private final MultisetDigest source = new MultisetDigest();
    private final MultisetDigest target = new MultisetDigest();
    private final List<Difference> differences = new ArrayList<>();
    private boolean isComplete = true;

    /**
     * Compares two buckets.
     *
     * @param prefix which keys: all that begin so
     */
    public ObjectComparison(BucketName from, BucketName to, String prefix, Patience patience) {
        this.from = from;
        this.to = to;
        this.prefix = prefix;
        this.patience = patience;
        this.contents = new Contents(patience);
    }

    /** Reads both sides and compares them. */
    public Comparison run() {
        Listing old = new Listing(from, prefix, "", patience);
        Listing copy = new Listing(to, prefix, "", patience);
        for (S3Object one = old.peek(), other = copy.peek();
                one != null || other != null;
                one = old.peek(), other = copy.peek()) {
            int order = one == null ? 1 : other == null ? -1 : Listing.compare(one.key(), other.key());
            if (order < 0 && one != null) {
                source.add(digest(one.key(), one.size(), ""));
                differs(Difference.Kind.MISSING, one.key());
                old.skip();
            } else if (order > 0 && other != null) {
                target.add(digest(other.key(), other.size(), ""));
                differs(Difference.Kind.EXTRA, other.key());
                copy.skip();
            } else if (one != null && other != null) {
                compare(one, other);
                old.skip();
                copy.skip();
            }
        }
        return new Comparison(source, target, 0, differences, isComplete);
    }

    private void compare(S3Object one, S3Object other) {
        Evidence evidence = evidence(one, other);
        source.add(digest(one.key(), one.size(), evidence.source()));
        target.add(digest(other.key(), other.size(), evidence.target()));
        if (!evidence.isSame()) {
            differs(Difference.Kind.DIFFERENT, one.key());
        }
    }

    private Evidence evidence(S3Object one, S3Object other) {
        if (!one.size().equals(other.size())) {
            return new Evidence("size " + one.size(), "size " + other.size());
        }
        Optional<HeadObjectResponse> there = contents.head(from, one.key());
        Optional<HeadObjectResponse> here = contents.head(to, one.key());
        return there.isPresent() && here.isPresent()
                ? contents.compare(from, there.get(), to, here.get(), one.key())
                : new Evidence("there: " + there.isPresent(), "there: " + here.isPresent());
    }

    private void differs(Difference.Kind kind, String key) {
        if (differences.size() < LISTED) {
            differences.add(new Difference(kind, key));
        } else {
            isComplete = false;
        }
    }

    private static byte[] digest(String key, long size, String evidence) {
        return MultisetDigest.sha256("%d %s %d %s"
                .formatted(key.getBytes(StandardCharsets.UTF_8).length, key, size, evidence)
                .getBytes(StandardCharsets.UTF_8));
    }
}

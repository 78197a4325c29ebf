package payments.migration.objects;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import payments.migration.Patience;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket in the order of their keys, page by page. Only the present version of each. */
final class Listing {
    private final BucketName bucket;
    private final String prefix;
    private final Patience patience;
    private final Deque<S3Object> page = new ArrayDeque<>();
    private @Nullable String after;
    private boolean isLast;

    /**
     * Lists.
     *
     * @param after the key after which to begin; empty for the first
     */
    Listing(BucketName bucket, String prefix, String after, Patience patience) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.after = after.isEmpty() ? null : after;
        this.patience = patience;
    }

    /** The next object, which stays the next one; null behind the last. */
    @Nullable S3Object peek() {
        while (page.isEmpty() && !isLast) {
            ListObjectsV2Response answer = patience.call(
                    "listing " + bucket, () -> bucket.client().listObjectsV2(list -> list.bucket(bucket.name())
                            .prefix(prefix.isEmpty() ? null : prefix)
                            .startAfter(after)));
            page.addAll(answer.contents());
            isLast = !Boolean.TRUE.equals(answer.isTruncated());
        }
        return page.peek();
    }

    /** Goes on behind the next one. */
    void skip() {
        S3Object object = page.remove();
        after = object.key();
    }

    /** The order of a listing: by the bytes of UTF-8, which is not the order of Java's texts. */
    static int compare(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

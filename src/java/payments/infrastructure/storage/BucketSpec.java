package payments.infrastructure.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.security.KeyArn;

/**
 * What distinguishes one bucket from another.
 *
 * @param name what it is called
 * @param role what it is for
 * @param keyArn the key that encrypts its objects; null for S3's own key, where the service that writes knows no other
 * @param emptyOnDestroy whether destroying the bucket destroys its objects
 * @param noncurrentDays days that a replaced or deleted version is kept
 * @param lifetime how long an object is kept
 * @param writers who may do what beside the account itself
 */
record BucketSpec(
        String name,
        BucketRole role,
        @Nullable KeyArn keyArn,
        boolean emptyOnDestroy,
        int noncurrentDays,
        Lifetime lifetime,
        List<Statement> writers) {
    /**
     * How long an object is kept.
     *
     * @param days null for ever
     * @param locked whether it can be locked until then (S3 Object Lock)
     */
    record Lifetime(@Nullable Integer days, boolean locked) {
        static Lifetime endless() {
            return new Lifetime(null, false);
        }

        static Lifetime ofDays(int days) {
            return new Lifetime(days, false);
        }
    }

    BucketSpec {
        writers = List.copyOf(writers);
    }
}

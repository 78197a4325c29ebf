package payments.infrastructure.data;

import com.hashicorp.cdktf.Fn;
import payments.infrastructure.security.KeyArn;

/**
 * The name of the snapshot that a database leaves when it is destroyed. RDS keeps such a snapshot and refuses a second one of its
 * name, so the name must be new whenever the database is made anew, and stay the same as long as it lives. It carries the id of the
 * key that encrypts database and snapshot: KMS makes a new one with each key, and a key goes and comes with its database.
 */
final class FinalSnapshot {
    private FinalSnapshot() {}

    /**
     * The name.
     *
     * @param database the identifier of the instance or cluster
     * @param key the key that encrypts it
     */
    static String nameOf(String database, KeyArn key) {
        // arn:aws:kms:<region>:<account>:key/<id>
        return "%s-final-%s".formatted(database, Fn.element(Fn.split("/", key.value()), 1));
    }
}

package payments.infrastructure.storage;

import java.util.Locale;

/** What a bucket is for, as its tag {@code bucket-role} says; decides what the guardrails ask of it. */
public enum BucketRole {
    /** Holds the only first copy of its objects, so another region must have a second. */
    CRITICAL,
    /** Holds copies of another region's objects. */
    REPLICA,
    /** Holds files in transit, which their sender can produce again. */
    TRANSIT,
    /** Receives access logs of other buckets. */
    ACCESS_LOG,
    /** Holds records for auditors. */
    AUDIT,
    /** Holds Terraform's own state, whose versions are its backups. */
    STATE;

    /** The key of the tag. */
    static final String TAG = "bucket-role";

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

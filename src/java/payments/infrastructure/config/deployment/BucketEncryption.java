package payments.infrastructure.config.deployment;

/** With whose key S3 encrypts the objects of a bucket. */
public enum BucketEncryption {
    /** The region's customer-managed key: use is logged, and can be taken away. */
    KMS,
    /** The key of S3 itself (SSE-S3). */
    AES256
}

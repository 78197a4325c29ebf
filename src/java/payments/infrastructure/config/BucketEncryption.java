package payments.infrastructure.config;

/** How a bucket encrypts its objects. */
public enum BucketEncryption {
    /** With the region's own key for documents. */
    KMS,
    /** With keys of S3 alone (SSE-S3), which nobody can fence off or follow. */
    AES256
}

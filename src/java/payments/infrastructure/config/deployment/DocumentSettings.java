package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;

/**
 * The bucket of documents in each region.
 *
 * @param encryption with whose key objects are encrypted where they lie
 */
public record DocumentSettings(
        @Fallback("kms") @Describe("With whose key objects are encrypted: the region's own key, or the one of S3")
        BucketEncryption encryption) {}

package payments.migration.objects;

import software.amazon.awssdk.services.s3.S3Client;

/**
 * Which bucket is meant.
 *
 * @param client a client of the bucket's region and account
 * @param name the bucket's name
 * @param region the region's code
 */
public record BucketName(S3Client client, String name, String region) {
    @Override
    public String toString() {
        return "bucket %s in %s".formatted(name, region);
    }
}

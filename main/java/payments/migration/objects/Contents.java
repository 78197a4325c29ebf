package payments.migration.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import payments.migration.Patience;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/**
 * Whether two objects have the same content, by what S3 knows of them where that says enough, else by reading both.
 *
 * <p>S3 says enough where both have the same kind of checksum over the whole object, or where both have an ETag that is the MD5 of the
 * content: uploaded in one piece, and not encrypted with a key of KMS (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html">S3: Object, ETag</a>).
 */
final class Contents {
    private static final List<Function<HeadObjectResponse, String>> CHECKSUMS = List.of(
            HeadObjectResponse::checksumSHA256,
            HeadObjectResponse::checksumCRC64NVME,
            HeadObjectResponse::checksumCRC32C,
            HeadObjectResponse::checksumCRC32,
            HeadObjectResponse::checksumSHA1);

    private final Patience patience;

    /**
     * What stands for the content of both objects.
     *
     * @param source of the source's
     * @param target of the target's; equal if and only if the contents are
     */
    record Evidence(String source, String target) {
        boolean isSame() {
            return source.equals(target);
        }
    }

    Contents(Patience patience) {
        this.patience = patience;
    }

    /** What S3 knows of an object, if it is there. */
    Optional<HeadObjectResponse> head(BucketName bucket, String key) {
        return patience.call("looking at the object %s of %s".formatted(key, bucket), () -> {
            try {
                return Optional.of(bucket.client()
                        .headObject(head -> head.bucket(bucket.name()).key(key).checksumMode(ChecksumMode.ENABLED)));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            } catch (S3Exception e) {
                if (e.statusCode() == 404) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    /** Compares two objects that are there. */
    Evidence compare(BucketName from, HeadObjectResponse source, BucketName to, HeadObjectResponse target, String key) {
        // A proxy may leave the length of an answer without a body out, such as the one before the emulator.
        if (!Objects.equals(source.contentLength(), target.contentLength())) {
            return new Evidence("size " + source.contentLength(), "size " + target.contentLength());
        }
        if (source.checksumType() == ChecksumType.FULL_OBJECT && target.checksumType() == ChecksumType.FULL_OBJECT) {
            for (Function<HeadObjectResponse, String> checksum : CHECKSUMS) {
                if (checksum.apply(source) != null && checksum.apply(target) != null) {
                    return new Evidence(checksum.apply(source), checksum.apply(target));
                }
            }
        }
        if (isMd5(source) && isMd5(target)) {
            return new Evidence(source.eTag(), target.eTag());
        }
        return new Evidence(sha256(from, key), sha256(to, key));
    }

    private static boolean isMd5(HeadObjectResponse object) {
        return object.eTag().matches("\"?[0-9a-f]{32}\"?")
                && object.serverSideEncryption() != ServerSideEncryption.AWS_KMS
                && object.serverSideEncryption() != ServerSideEncryption.AWS_KMS_DSSE
                && object.sseCustomerAlgorithm() == null;
    }

    private String sha256(BucketName bucket, String key) {
        return patience.call("reading the object %s of %s".formatted(key, bucket), () -> {
            try (InputStream content =
                    bucket.client().getObject(get -> get.bucket(bucket.name()).key(key))) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                new DigestInputStream(content, digest).transferTo(OutputStream.nullOutputStream());
                return HexFormat.of().formatHex(digest.digest());
            } catch (IOException e) {
                throw SdkClientException.create("the answer broke off", e);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        });
    }
}

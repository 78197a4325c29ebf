package payments.service.batch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Buckets in S3. Encryption is the buckets' own default. */
public final class S3FileStore implements FileStore {
    /** Not found, a delete marker in its place, and another entity tag than asked for. */
    private static final Set<Integer> GONE = Set.of(404, 405, 412);

    private final S3Client client;

    /** Uses the client as it is; its timeouts and retries are the caller's. */
    public S3FileStore(S3Client client) {
        this.client = client;
    }

    @Override
    public InputStream open(BatchFile file) {
        GetObjectRequest.Builder get =
                GetObjectRequest.builder().bucket(file.bucket()).key(file.key());
        file.version().ifPresentOrElse(get::versionId, () -> get.ifMatch(file.eTag()));
        try {
            return new AbortingStream(client.getObject(get.build()));
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void put(String bucket, String key, Path content) {
        try {
            client.putObject(put -> put.bucket(bucket).key(key).contentType("text/csv"), RequestBody.fromFile(content));
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public Upload upload(String bucket, String key) {
        return new S3Upload(client, bucket, key);
    }

    @Override
    public void move(BatchFile file, String bucket, String key) {
        CopyObjectRequest.Builder copy = CopyObjectRequest.builder()
                .sourceBucket(file.bucket())
                .sourceKey(file.key())
                .destinationBucket(bucket)
                .destinationKey(key);
        file.version().ifPresent(copy::sourceVersionId);
        try {
            client.copyObject(copy.build());
            client.deleteObject(delete -> {
                delete.bucket(file.bucket()).key(file.key());
                file.version().ifPresent(delete::versionId);
            });
        } catch (SdkException e) {
            if (!isGone(e)) {
                throw failure(e);
            }
            // Moved by an earlier attempt that ended before it could report it.
        }
    }

    static RuntimeException failure(SdkException e) {
        return isGone(e) ? new FileGoneException(e) : new UnavailableException("the bucket", e);
    }

    private static boolean isGone(SdkException e) {
        return e instanceof S3Exception service && GONE.contains(service.statusCode());
    }

    /** Ends the transfer when closed; the client would read a gigabyte to its end to reuse the connection. */
    private static final class AbortingStream extends FilterInputStream {
        private final ResponseInputStream<GetObjectResponse> response;

        AbortingStream(ResponseInputStream<GetObjectResponse> response) {
            super(response);
            this.response = response;
        }

        @Override
        public void close() throws IOException {
            response.abort();
        }
    }
}

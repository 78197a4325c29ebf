package payments.service.batch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** A multipart upload: holds one part in memory and nothing more. */
final class S3Upload extends FileStore.Upload {
    /** At least 5 MiB for all parts but the last (S3 user guide, "Multipart upload limits"); 10,000 parts make 80 GiB. */
    private static final int PART_BYTES = 8 << 20;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private final ByteArrayOutputStream part = new ByteArrayOutputStream(PART_BYTES);
    private Optional<String> uploadId;

    S3Upload(S3Client client, String bucket, String key) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        try {
            this.uploadId = Optional.of(client.createMultipartUpload(
                            create -> create.bucket(bucket).key(key).contentType("application/x-ndjson"))
                    .uploadId());
        } catch (SdkException e) {
            throw S3FileStore.failure(e);
        }
    }

    @Override
    public void write(int value) {
        part.write(value);
        sendFullPart();
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        part.write(from, offset, length);
        sendFullPart();
    }

    private void sendFullPart() {
        if (part.size() >= PART_BYTES) {
            sendPart();
        }
    }

    private void sendPart() {
        int number = parts.size() + 1;
        try {
            String eTag = client.uploadPart(
                            upload -> upload.bucket(bucket)
                                    .key(key)
                                    .uploadId(uploadId.orElseThrow())
                                    .partNumber(number),
                            RequestBody.fromBytes(part.toByteArray()))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
            part.reset();
        } catch (SdkException e) {
            throw S3FileStore.failure(e);
        }
    }

    @Override
    public void finish() {
        if (part.size() > 0 || parts.isEmpty()) {
            sendPart();
        }
        try {
            client.completeMultipartUpload(complete -> complete.bucket(bucket)
                    .key(key)
                    .uploadId(uploadId.orElseThrow())
                    .multipartUpload(upload -> upload.parts(parts)));
            uploadId = Optional.empty();
        } catch (SdkException e) {
            throw S3FileStore.failure(e);
        }
    }

    /** What is not finished is aborted, or its parts would be stored and paid for. */
    @Override
    public void close() throws IOException {
        if (uploadId.isPresent()) {
            try {
                client.abortMultipartUpload(
                        abort -> abort.bucket(bucket).key(key).uploadId(uploadId.get()));
            } catch (SdkException e) {
                throw S3FileStore.failure(e);
            }
            uploadId = Optional.empty();
        }
    }
}

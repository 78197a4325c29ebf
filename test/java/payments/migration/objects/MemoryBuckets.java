package payments.migration.objects;

import java.io.ByteArrayInputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import payments.migration.MultisetDigest;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** S3 in memory with the conditions of CopyObject, which the emulator does not know; pages of two keys. */
final class MemoryBuckets {
    private static final int PAGE = 2;

    private final Map<String, NavigableMap<String, Stored>> buckets = new HashMap<>();
    private final S3Client client = (S3Client)
            Proxy.newProxyInstance(S3Client.class.getClassLoader(), new Class<?>[] {S3Client.class}, this::call);
    private int reads;
    private Consumer<String> beforeCopy = key -> {};

    /**
     * An object.
     *
     * @param size what S3 says, which may be more than memory holds
     */
    record Stored(String content, long size, Instant at, boolean isEncryptedByKms) {
        String etag() {
            String digest = HexFormat.of().formatHex(MultisetDigest.sha256(content.getBytes(StandardCharsets.UTF_8)));
            // An ETag under a key of KMS says nothing of the content.
            return isEncryptedByKms
                    ? HexFormat.of().toHexDigits(at.getEpochSecond()).repeat(2)
                    : digest.substring(0, 32);
        }
    }

    BucketName bucket(String name) {
        buckets.put(name, new TreeMap<>(Listing::compare));
        return new BucketName(client, name, "eu-west-1");
    }

    void put(BucketName bucket, String key, String content, long seconds) {
        put(bucket, key, new Stored(content, content.length(), Instant.ofEpochSecond(seconds), false));
    }

    void put(BucketName bucket, String key, Stored stored) {
        of(bucket.name()).put(key, stored);
    }

    @Nullable Stored get(BucketName bucket, String key) {
        return of(bucket.name()).get(key);
    }

    /** How many contents were read. */
    int reads() {
        return reads;
    }

    void beforeCopy(Consumer<String> action) {
        beforeCopy = action;
    }

    private NavigableMap<String, Stored> of(String bucket) {
        NavigableMap<String, Stored> objects = buckets.get(bucket);
        if (objects == null) {
            throw new IllegalArgumentException("no bucket " + bucket);
        }
        return objects;
    }

    private synchronized Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (arguments[0] instanceof Consumer<?>) {
            // The short forms of the client build a request and call the long ones.
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "listObjectsV2" -> list((ListObjectsV2Request) arguments[0]);
            case "headObject" -> head((HeadObjectRequest) arguments[0]);
            case "copyObject" -> copy((CopyObjectRequest) arguments[0]);
            case "getObject" -> read((GetObjectRequest) arguments[0]);
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private ListObjectsV2Response list(ListObjectsV2Request request) {
        List<S3Object> all = of(request.bucket()).entrySet().stream()
                .filter(object -> request.prefix() == null || object.getKey().startsWith(request.prefix()))
                .filter(object ->
                        request.startAfter() == null || Listing.compare(object.getKey(), request.startAfter()) > 0)
                .map(object -> S3Object.builder()
                        .key(object.getKey())
                        .size(object.getValue().size())
                        .build())
                .toList();
        return ListObjectsV2Response.builder()
                .contents(all.subList(0, Math.min(PAGE, all.size())))
                .isTruncated(all.size() > PAGE)
                .build();
    }

    private HeadObjectResponse head(HeadObjectRequest request) {
        Stored stored = of(request.bucket()).get(request.key());
        if (stored == null) {
            throw NoSuchKeyException.builder().statusCode(404).build();
        }
        return HeadObjectResponse.builder()
                .contentLength(stored.size())
                .eTag('"' + stored.etag() + '"')
                .lastModified(stored.at())
                .serverSideEncryption(
                        stored.isEncryptedByKms() ? ServerSideEncryption.AWS_KMS : ServerSideEncryption.AES256)
                .build();
    }

    private CopyObjectResponse copy(CopyObjectRequest request) {
        beforeCopy.accept(request.destinationKey());
        Stored there = of(request.destinationBucket()).get(request.destinationKey());
        boolean isRefused = "*".equals(request.ifNoneMatch())
                ? there != null
                : there == null || !request.ifMatch().equals('"' + there.etag() + '"');
        if (isRefused) {
            throw S3Exception.builder().statusCode(412).message("changed").build();
        }
        Stored source = Objects.requireNonNull(of(request.sourceBucket()).get(request.sourceKey()));
        of(request.destinationBucket())
                .put(
                        request.destinationKey(),
                        new Stored(source.content(), source.size(), Instant.ofEpochSecond(1000), false));
        return CopyObjectResponse.builder().build();
    }

    private ResponseInputStream<GetObjectResponse> read(GetObjectRequest request) {
        reads++;
        Stored stored = Objects.requireNonNull(of(request.bucket()).get(request.key()));
        byte[] content = stored.content().getBytes(StandardCharsets.UTF_8);
        return new ResponseInputStream<>(
                GetObjectResponse.builder().build(), AbortableInputStream.create(new ByteArrayInputStream(content)));
    }
}

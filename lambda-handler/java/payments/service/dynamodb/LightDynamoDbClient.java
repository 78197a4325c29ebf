package payments.service.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * The SDK's interface and model without its machinery: the seven operations that the service uses, one attempt each. The
 * SDK's own client resolves endpoints by rules, retries, intercepts and measures, none of which we want, and loads some
 * three thousand classes for it when a function starts. All other operations throw {@link UnsupportedOperationException}.
 *
 * <p>Of a request's own configuration only {@code apiCallTimeout} counts. Failures are the SDK's exceptions: {@link
 * SdkClientException} when there was no answer, a service exception when there was. Safe for concurrent callers.
 */
public final class LightDynamoDbClient implements DynamoDbClient {
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(3);
    private static final int FIRST_FAILURE = 300;

    private final Transport transport;
    private final AwsCredentialsProvider credentials;
    private final Signature signature;
    private final Clock clock;

    /**
     * Asks one endpoint over HTTP.
     *
     * @param endpoint scheme, host and port
     */
    public LightDynamoDbClient(String region, URI endpoint, AwsCredentialsProvider credentials) {
        this(region, endpoint, credentials, new HttpTransport(endpoint.resolve("/")), Clock.systemUTC());
    }

    /** Takes the transport and the clock by which requests are signed. */
    public LightDynamoDbClient(
            String region, URI endpoint, AwsCredentialsProvider credentials, Transport transport, Clock clock) {
        this.transport = transport;
        this.credentials = credentials;
        this.signature = new Signature(host(endpoint), region);
        this.clock = clock;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return call("GetItem", request, GetItemResponse.builder()).build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return call("PutItem", request, PutItemResponse.builder()).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return call("UpdateItem", request, UpdateItemResponse.builder()).build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return call("Query", request, QueryResponse.builder()).build();
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return call("Scan", request, ScanResponse.builder()).build();
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return call("TransactGetItems", request, TransactGetItemsResponse.builder())
                .build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return call("TransactWriteItems", request, TransactWriteItemsResponse.builder())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Reused connections belong to the Java runtime and close by themselves when they are not used.
    }

    private <B extends SdkPojo> B call(String operation, DynamoDbRequest request, B builder) {
        byte[] body = RequestJson.of(request);
        Map<String, String> headers =
                Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "DynamoDB_20120810." + operation);
        Duration limit = request.overrideConfiguration()
                .flatMap(own -> own.apiCallTimeout())
                .orElse(LONGEST_ATTEMPT);
        try {
            Transport.Reply reply = transport.send(
                    signature.sign(headers, body, credentials.resolveCredentials(), clock.instant()), body, limit);
            requireWhole(reply.body(), reply.checksum());
            if (reply.status() >= FIRST_FAILURE) {
                throw Failure.of(reply);
            }
            return ReplyJson.read(reply.body(), builder);
        } catch (IOException e) {
            throw SdkClientException.create("DynamoDB gave no answer that can be read", e);
        }
    }

    private static void requireWhole(byte[] body, @Nullable String checksum) throws IOException {
        CRC32 found = new CRC32();
        found.update(body);
        if (checksum != null && !checksum.equals(Long.toString(found.getValue()))) {
            throw new IOException("the answer's checksum is %s instead of %s".formatted(found.getValue(), checksum));
        }
    }

    /** As the Java runtime writes the header: without a port that goes without saying. */
    private static String host(URI endpoint) {
        int own = "https".equals(endpoint.getScheme()) ? 443 : 80;
        return endpoint.getPort() < 0 || endpoint.getPort() == own
                ? endpoint.getHost()
                : endpoint.getHost() + ":" + endpoint.getPort();
    }
}

package payments.service.store;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the DynamoDB client with bounds that fit into the 29 s that API Gateway waits. */
public final class DynamoDbClients {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);

    /** A write and the read that resolves it may each take this long: 20 s in the worst case. */
    private static final Duration CALL = Duration.ofSeconds(10);

    private DynamoDbClients() {}

    /**
     * Three attempts per call, 3 s each, 10 s altogether. Credentials come from the SDK's default chain,
     * because a function under SnapStart gets them from a container endpoint, not from variables.
     */
    public static DynamoDbClient at(String region, URI endpoint) {
        return DynamoDbClient.builder()
                .region(Region.of(region))
                .endpointOverride(endpoint)
                .httpClientBuilder(
                        ApacheHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(ATTEMPT))
                .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL))
                .build();
    }
}

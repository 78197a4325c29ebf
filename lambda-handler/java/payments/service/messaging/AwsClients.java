package payments.service.messaging;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How clients of queues, buckets, functions and state machines are set up: bounded in every direction, repeated by the SDK,
 * credentials and endpoint from the SDK's own chain.
 */
public final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Long enough for a part of 8 MiB on a slow day; reading a body is bounded by the socket's silence instead. */
    private static final Duration ATTEMPT = Duration.ofSeconds(20);

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int CONNECTIONS = 32;

    private AwsClients() {}

    /**
     * Builds a client.
     *
     * @param builder the service's own, for example {@code SqsClient.builder()}
     */
    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C of(B builder, String region) {
        return builder.region(Region.of(region))
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(SILENCE)
                        .maxConnections(CONNECTIONS))
                .overrideConfiguration(
                        settings -> settings.retryStrategy(RetryMode.STANDARD).apiCallAttemptTimeout(ATTEMPT))
                .build();
    }
}

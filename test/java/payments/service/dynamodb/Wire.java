package payments.service.dynamodb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The SDK's own client over a wire of paper: stores the last request, gives the answer that it was given. */
final class Wire implements SdkHttpClient {
    static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key"));
    static final URI ENDPOINT = URI.create("https://dynamodb.eu-west-1.amazonaws.com");

    private final int status;
    private final String answer;
    private @Nullable String body;
    private Map<String, List<String>> headers = Map.of();

    Wire(int status, String answer) {
        this.status = status;
        this.answer = answer;
    }

    DynamoDbClient client() {
        return DynamoDbClient.builder()
                .region(Region.EU_WEST_1)
                .endpointOverride(ENDPOINT)
                .credentialsProvider(CREDENTIALS)
                .httpClient(this)
                .overrideConfiguration(settings -> settings.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    String body() {
        return Objects.requireNonNull(body, "nothing was sent");
    }

    String header(String name) {
        return headers.getOrDefault(name, List.of("")).get(0);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                headers = request.httpRequest().headers();
                try (var stream = request.contentStreamProvider().orElseThrow().newStream()) {
                    body = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return HttpExecuteResponse.builder()
                        .response(SdkHttpResponse.builder()
                                .statusCode(status)
                                .putHeader("Content-Type", "application/x-amz-json-1.0")
                                .build())
                        .responseBody(AbortableInputStream.create(
                                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))))
                        .build();
            }

            @Override
            public void abort() {
                // Nothing is under way.
            }
        };
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

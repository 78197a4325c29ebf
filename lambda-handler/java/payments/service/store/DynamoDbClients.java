package payments.service.store;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import payments.service.dynamodb.FunctionCredentials;
import payments.service.dynamodb.LightDynamoDbClient;
import payments.service.dynamodb.Transport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Makes the DynamoDB client. */
public final class DynamoDbClients {
    private static final byte[] EMPTY_OBJECT = "{}".getBytes(StandardCharsets.UTF_8);

    private DynamoDbClients() {}

    /**
     * One attempt per call: the caller repeats it, because only the caller knows how much time is left.
     */
    public static DynamoDbClient at(String region, URI endpoint) {
        return new LightDynamoDbClient(region, endpoint, new FunctionCredentials(System.getenv()));
    }

    /**
     * A client without a network: every request is written, signed and answered with an empty object. For the first payment
     * of a snapshot, which must load classes and change nothing.
     */
    public static DynamoDbClient answeringNothing(String region) {
        return new LightDynamoDbClient(
                region,
                URI.create("https://nobody.invalid"),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")),
                (headers, body, limit) -> new Transport.Reply(200, EMPTY_OBJECT, null, null),
                Clock.systemUTC());
    }
}

package payments.service.dynamodb;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/** Turns an answer of 300 and above into the SDK's exception (developer guide, "Error handling with DynamoDB"). */
final class Failure {
    /** Those that callers distinguish by their class; all others are distinguished by their code. */
    private static final Map<String, Supplier<DynamoDbException.Builder>> CLASSES = Map.of(
            "ConditionalCheckFailedException", ConditionalCheckFailedException::builder,
            "TransactionCanceledException", TransactionCanceledException::builder,
            "TransactionInProgressException", TransactionInProgressException::builder);

    private Failure() {}

    /**
     * Reads the failure.
     *
     * @throws IOException when it is of a class that carries items or reasons, and they cannot be read
     */
    static AwsServiceException of(Transport.Reply reply) throws IOException {
        Map<String, String> texts = texts(reply.body());
        String code = code(texts.getOrDefault("__type", ""));
        Supplier<DynamoDbException.Builder> known = CLASSES.get(code);
        DynamoDbException.Builder builder =
                known == null ? DynamoDbException.builder() : ReplyJson.read(reply.body(), known.get());
        String message = Objects.requireNonNullElse(texts.get("message"), texts.getOrDefault("Message", ""));
        return builder.message(message)
                .statusCode(reply.status())
                .requestId(orNone(reply.requestId()))
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .build();
    }

    private static String orNone(@Nullable String requestId) {
        return Objects.requireNonNullElse(requestId, "none");
    }

    /** What stands between us and DynamoDB may answer with something else than JSON; then the status must do. */
    private static Map<String, String> texts(byte[] body) {
        try {
            return ReplyJson.texts(body);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** The name behind the name space: {@code com.amazonaws.dynamodb.v20120810#ThrottlingException}. */
    private static String code(String type) {
        return type.substring(type.indexOf('#') + 1);
    }
}

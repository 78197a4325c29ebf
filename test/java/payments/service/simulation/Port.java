package payments.service.simulation;

import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What the service calls, and how each of them says that it cannot. */
enum Port {
    TABLE,
    TRANSACTION,
    QUEUE,
    TOPIC,
    LEDGER,
    FILES;

    /** No answer came: the call may have had its effect or not. */
    RuntimeException lost() {
        return switch (this) {
            case TABLE, TRANSACTION -> SdkClientException.create("connection reset");
            default -> new UnavailableException("no answer of " + this);
        };
    }

    /** The call was refused and had no effect; it may work the next time. */
    RuntimeException refused() {
        return switch (this) {
            case TABLE ->
                DynamoDbException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode("ThrottlingException")
                                .build())
                        .build();
            case TRANSACTION ->
                TransactionCanceledException.builder()
                        .statusCode(400)
                        .cancellationReasons(CancellationReason.builder()
                                .code("TransactionConflict")
                                .build())
                        .build();
            default -> new UnavailableException(this + " is throttled");
        };
    }
}

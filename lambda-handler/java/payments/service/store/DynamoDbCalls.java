package payments.service.store;

import java.time.Duration;
import java.util.function.Function;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Calls DynamoDB within the time that is left, and again when the failure passes by itself. The SDK's own repetition is
 * off: it knows neither the deadline nor the reasons why a transaction was cancelled.
 */
public final class DynamoDbCalls {
    /** Two regions wrote one item of a table of multi-region strong consistency at once (API reference, PutItem). */
    private static final String REPLICATED_CONFLICT = "ReplicatedWriteConflictException";

    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(3);
    private static final Duration RESERVE_FOR_THE_ANSWER = Duration.ofMillis(200);
    private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(100);

    private final String dependency;
    private final Backoff backoff;

    /** Calls the payment table. */
    DynamoDbCalls(Backoff backoff) {
        this("the payment table", backoff);
    }

    /**
     * Calls a table.
     *
     * @param dependency what the table is, in our words, for the message of a failure
     */
    public DynamoDbCalls(String dependency, Backoff backoff) {
        this.dependency = dependency;
        this.backoff = backoff;
    }

    /**
     * Calls until it works.
     *
     * @param request gets the time limit of one attempt; must be harmless to repeat
     * @throws UnavailableException when it did not work in time
     */
    public <T> T call(Deadline deadline, Function<AwsRequestOverrideConfiguration, T> request) {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.apply(limit(deadline));
            } catch (SdkException e) {
                if (!isTemporary(e)) {
                    throw e;
                }
                if (!backoff.pause(attempt, deadline)) {
                    throw new UnavailableException(dependency, e);
                }
            }
        }
    }

    private AwsRequestOverrideConfiguration limit(Deadline deadline) {
        Duration left = deadline.remaining().minus(RESERVE_FOR_THE_ANSWER);
        if (left.compareTo(SHORTEST_ATTEMPT) < 0) {
            throw new UnavailableException("too little time is left to ask " + dependency);
        }
        Duration limit = left.compareTo(LONGEST_ATTEMPT) < 0 ? left : LONGEST_ATTEMPT;
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(limit).build();
    }

    /** A refusal (4xx without throttling) is our own mistake and stays an error; all else may pass. */
    private static boolean isTemporary(SdkException e) {
        if (e instanceof AwsServiceException service) {
            return service.isThrottlingException()
                    || service.statusCode() >= 500
                    || e instanceof TransactionInProgressException
                    || isReplicatedConflict(service);
        }
        return e instanceof SdkClientException;
    }

    private static boolean isReplicatedConflict(AwsServiceException e) {
        return e.awsErrorDetails() != null
                && REPLICATED_CONFLICT.equals(e.awsErrorDetails().errorCode());
    }
}

package payments.migration;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Repeats a call to AWS that was throttled, that failed on AWS's side, or whose answer got lost, each time after a longer
 * pause: a random part of 50 ms, 100 ms, 200 ms and so on up to 10 s (<a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">full jitter</a>). Every call of a migration
 * may be repeated. The retries of the SDK come first; these are for a table or bucket that is too busy for minutes.
 */
public final class Patience {
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final int attempts;
    private final Sleeper sleeper;
    private final BooleanSupplier stopped;

    /** Waits. */
    @FunctionalInterface
    public interface Sleeper {
        /** Waits for so long. */
        void sleep(Duration duration) throws InterruptedException;
    }

    /**
     * Decides how long to go on.
     *
     * @param attempts calls at most, each; 60 are about four minutes
     * @param stopped whether the work is to end, so that it does not wait any longer
     */
    public Patience(int attempts, Sleeper sleeper, BooleanSupplier stopped) {
        this.attempts = attempts;
        this.sleeper = sleeper;
        this.stopped = stopped;
    }

    /**
     * Calls until there is an answer.
     *
     * @param at what the call is about, for the message
     * @throws MigrationException when AWS refuses for good, or for too long
     * @throws StoppedException when the work is to end
     */
    public <T> T call(String at, Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (SdkException e) {
                if (attempt >= attempts || !mayPass(e)) {
                    throw MigrationException.of(e, at);
                }
            }
            pause(attempt);
        }
    }

    private void pause(int attempt) {
        if (stopped.getAsBoolean()) {
            throw new StoppedException();
        }
        long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempt - 1, 20));
        try {
            sleeper.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest + 1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    private static boolean mayPass(SdkException failure) {
        if (failure instanceof SdkServiceException answered) {
            return answered.isThrottlingException() || answered.statusCode() >= 500;
        }
        // A host that nobody knows is a region that is mistyped, or not enabled in the account.
        return failure instanceof SdkClientException
                && failure.getCause() instanceof IOException cause
                && !(cause instanceof UnknownHostException);
    }
}

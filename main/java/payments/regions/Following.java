package payments.regions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import payments.service.effects.DynamoDbRegionProgress;
import payments.service.effects.RegionProgress;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * How far a region follows the log, as its projector writes it into the log each minute, and whether it may be given the payments.
 *
 * @param isComplete whether the region has everything that the log had when its projector began to follow it
 * @param reportedAt when the projector last wrote that it is there
 * @param caughtUpTo of which time the region has everything; empty before the first
 * @param lag how long the last report took from the log to the region
 */
record Following(boolean isComplete, Instant reportedAt, Optional<Instant> caughtUpTo, Duration lag) {
    /** How far behind a region may be that is to take the payments by a plan. */
    static final Duration LONGEST_LAG = Duration.ofSeconds(5);

    /** A projector that runs each minute has written since, even when one run failed. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(3);

    /** A report comes back through the stream before the next but one is written. */
    private static final Duration LONGEST_WAY = Duration.ofMinutes(2);

    /** Reads it; empty where the region's projector never wrote any. */
    static Optional<Following> of(
            String region, DynamoDbClient client, String log, Backoff backoff, Deadline deadline) {
        RegionProgress progress = new DynamoDbRegionProgress(client, log, backoff).read(region, deadline);
        return progress.reportedAt()
                .map(reported -> new Following(progress.isComplete(), reported, progress.caughtUpTo(), progress.lag()));
    }

    /** Why the region must not be given the payments at all, if anything speaks against it. */
    Optional<String> whyNever() {
        return isComplete
                ? Optional.empty()
                : Optional.of("it is still catching up with the log, and has not everything");
    }

    /** Why the region should not be given the payments by a plan, if anything speaks against it. */
    Optional<String> whyNotNow(Instant now) {
        if (reportedAt.plus(LONGEST_SILENCE).isBefore(now)) {
            return Optional.of("its projector last wrote at %s".formatted(reportedAt));
        }
        if (caughtUpTo.map(to -> to.plus(LONGEST_WAY).isBefore(reportedAt)).orElse(true)) {
            return Optional.of("its projector writes, but its stream brings nothing since %s"
                    .formatted(caughtUpTo.map(Instant::toString).orElse("ever")));
        }
        return lag.compareTo(LONGEST_LAG) < 0
                ? Optional.empty()
                : Optional.of("it was %d s behind when it reported at %s, and less than %d s are wanted"
                        .formatted(lag.toSeconds(), reportedAt, LONGEST_LAG.toSeconds()));
    }

    /** In a few words. */
    String words() {
        return "%s, %d ms behind, reported at %s"
                .formatted(isComplete ? "complete" : "catching up", lag.toMillis(), reportedAt);
    }
}

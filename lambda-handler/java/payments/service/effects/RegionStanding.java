package payments.service.effects;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.RegionFence;

/**
 * Whether the region is to be given no requests yet: it is back and still catches up, while another one owns the payments. The
 * owner gets them in any case, since the log and no table decides. Asked often, so it is read seldom.
 */
public final class RegionStanding {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final DynamoDbRegionProgress progress;
    private final RegionFence owner;
    private final String region;
    private final Clock clock;
    private volatile @Nullable Read last;

    private record Read(boolean waits, Instant at) {}

    /**
     * Takes the collaborators.
     *
     * @param region where this code runs
     */
    public RegionStanding(DynamoDbRegionProgress progress, RegionFence owner, String region, Clock clock) {
        this.progress = progress;
        this.owner = owner;
        this.region = region;
        this.clock = clock;
    }

    /** Whether it catches up. A log that does not answer says nothing against the region. */
    public boolean isCatchingUp(Deadline deadline) {
        Instant now = clock.instant();
        Read read = last;
        if (read == null || Duration.between(read.at(), now).abs().compareTo(REMEMBERED) > 0) {
            read = new Read(read(read != null && read.waits(), deadline), now);
            last = read;
        }
        return read.waits();
    }

    private boolean read(boolean before, Deadline deadline) {
        try {
            return progress.read(region, deadline).scan().isPresent()
                    && !owner.ownership(deadline).isOf(region);
        } catch (UnavailableException e) {
            return before;
        }
    }
}

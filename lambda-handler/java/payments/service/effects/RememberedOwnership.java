package payments.service.effects;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.service.resilience.Deadline;
import payments.service.store.Handover;
import payments.service.store.RegionFence;

/**
 * An ownership that is read at most once a second: what follows from an old one is not wrong, only late, since the log decides
 * about each effect. Safe for concurrent callers.
 */
public final class RememberedOwnership implements RegionFence {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);

    private final RegionFence fence;
    private final Clock clock;
    private volatile @Nullable Read last;

    private record Read(Ownership ownership, Instant at) {}

    /** Takes the collaborators. */
    public RememberedOwnership(RegionFence fence, Clock clock) {
        this.fence = fence;
        this.clock = clock;
    }

    @Override
    public Ownership ownership(Deadline deadline) {
        Instant now = clock.instant();
        Read read = last;
        if (read == null || Duration.between(read.at(), now).abs().compareTo(REMEMBERED) > 0) {
            read = new Read(fence.ownership(deadline), now);
            last = read;
        }
        return read.ownership();
    }

    @Override
    public Ownership move(Ownership expected, Handover handover, Deadline deadline) {
        last = null;
        return fence.move(expected, handover, deadline);
    }

    @Override
    public List<Move> moves(Deadline deadline) {
        return fence.moves(deadline);
    }
}

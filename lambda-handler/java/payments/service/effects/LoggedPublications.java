package payments.service.effects;

import java.time.Instant;
import java.util.Optional;
import payments.service.domain.PaymentId;
import payments.service.outbox.PaymentEvent;
import payments.service.outbox.Publications;
import payments.service.resilience.Deadline;
import payments.service.store.RegionFence;

/**
 * Publishing as the log has it: each effect says when its event was published first. The region that owns the payments publishes;
 * when that changes in the middle an event may be published by both. Every relay looks back into the log, so that no event
 * is heard of before the one in front of it.
 */
public final class LoggedPublications implements Publications {
    private final EffectLog log;
    private final RegionFence owner;
    private final String region;

    /**
     * Takes the collaborators.
     *
     * @param region where this code runs
     */
    public LoggedPublications(EffectLog log, RegionFence owner, String region) {
        this.log = log;
        this.owner = owner;
        this.region = region;
    }

    @Override
    public Turn turn(PaymentEvent event, Deadline deadline) {
        Optional<LoggedEffect> effect = log.find(event.paymentId(), event.sequence(), deadline);
        if (effect.isEmpty()) {
            return isOfBeforeTheLog(deadline) ? Turn.OURS : Turn.NOT_NOW;
        }
        if (effect.get().sentAt().isPresent()) {
            return Turn.DONE;
        }
        return owner.ownership(deadline).isOf(region) && isSent(event.paymentId(), event.sequence() - 1, deadline)
                ? Turn.OURS
                : Turn.NOT_NOW;
    }

    /**
     * While no owner was ever named the log has no effect of its own yet: an event without one is of a step that was taken before there
     * was a log, which no other region has. An import waits until all of these are published.
     */
    private boolean isOfBeforeTheLog(Deadline deadline) {
        return owner.ownership(deadline).epoch() == 0;
    }

    /** An effect that the log does not have is a gap, and nothing behind a gap is published. */
    private boolean isSent(PaymentId payment, long version, Deadline deadline) {
        return version == 0
                || log.find(payment, version, deadline)
                        .flatMap(LoggedEffect::sentAt)
                        .isPresent();
    }

    @Override
    public void published(PaymentEvent event, Instant at, Deadline deadline) {
        boolean unused = log.markSent(event.paymentId(), event.sequence(), at, deadline);
    }
}

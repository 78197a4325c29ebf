package payments.service.effects;

import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;
import payments.service.store.DynamoDbProjection;
import payments.service.store.Effect;

/**
 * Brings the region's copy of a payment to where the log is. Any number of them may do the same for one payment at once, in
 * any order: the copy takes each effect once and behind its predecessor, and what is missing between is read from the log.
 */
public final class EffectProjector {
    private final EffectLog log;
    private final DynamoDbProjection copy;

    /** Takes the collaborators. */
    public EffectProjector(EffectLog log, DynamoDbProjection copy) {
        this.log = log;
        this.copy = copy;
    }

    /**
     * Writes an effect that the log has, after those before it that the copy lacks.
     *
     * @return whether any before it were missing
     * @throws UnavailableException when log or table do not answer in time; repeating is safe
     */
    public boolean apply(Effect effect, Deadline deadline) {
        long reached = copy.apply(effect, deadline);
        if (reached < effect.version()) {
            catchUp(effect.payment().id(), reached, deadline);
            return true;
        }
        return false;
    }

    private void catchUp(PaymentId id, long from, Deadline deadline) {
        for (LoggedEffect next : log.after(id, from, deadline)) {
            if (copy.apply(next.effect(), deadline) < next.effect().version()) {
                // Others write the same effects at the moment, or the copy was put back meanwhile.
                throw new UnavailableException("the region's copy of a payment is not where it was a moment ago");
            }
        }
    }
}

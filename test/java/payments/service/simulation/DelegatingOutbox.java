package payments.service.simulation;

import java.time.Instant;
import java.util.Optional;
import payments.service.domain.PaymentId;
import payments.service.outbox.OutboxEntry;
import payments.service.outbox.OutboxStore;
import payments.service.outbox.PaymentEvent;
import payments.service.resilience.Deadline;

/** An outbox that does what another does; a mutant changes one method of it. */
public class DelegatingOutbox implements OutboxStore {
    private final OutboxStore outbox;

    /** Asks this outbox. */
    public DelegatingOutbox(OutboxStore outbox) {
        this.outbox = outbox;
    }

    @Override
    public Pending pending(int shard, int limit, Deadline deadline) {
        return outbox.pending(shard, limit, deadline);
    }

    @Override
    public Pending aside(int shard, int limit, Deadline deadline) {
        return outbox.aside(shard, limit, deadline);
    }

    @Override
    public boolean setAside(PaymentEvent event, Instant now, Deadline deadline) {
        return outbox.setAside(event, now, deadline);
    }

    @Override
    public Optional<OutboxEntry> find(PaymentId payment, long sequence, Deadline deadline) {
        return outbox.find(payment, sequence, deadline);
    }

    @Override
    public boolean markSent(PaymentEvent event, Instant now, Deadline deadline) {
        return outbox.markSent(event, now, deadline);
    }
}

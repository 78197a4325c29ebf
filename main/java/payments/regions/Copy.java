package payments.regions;

import java.util.List;
import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.store.AuditRecord;

/**
 * What one region has of a payment. What it did not answer is empty, with the reason among the silences.
 *
 * @param region its code
 * @param hasAnswered whether its table answered
 * @param payment the payment in its table
 * @param audit who did what
 * @param events the events in its outbox; one that was sent more than 14 days ago is not there any more
 * @param executions the runs of its state machine
 * @param queues how deep its queues are
 * @param silences what gave no answer, and why
 */
public record Copy(
        String region,
        boolean hasAnswered,
        Optional<Payment> payment,
        List<AuditRecord> audit,
        List<Event> events,
        List<Execution> executions,
        List<QueueDepth> queues,
        List<String> silences) {
    /** Copies the lists. */
    public Copy {
        audit = List.copyOf(audit);
        events = List.copyOf(events);
        executions = List.copyOf(executions);
        queues = List.copyOf(queues);
        silences = List.copyOf(silences);
    }

    /** The version in its table; 0 without the payment. */
    long version() {
        return payment.map(found -> found.progress().version()).orElse(0L);
    }

    boolean hasMessages() {
        return queues.stream().anyMatch(queue -> queue.waiting() + queue.underWay() > 0);
    }
}

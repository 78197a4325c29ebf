package payments.service.outbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

/**
 * Brings out the events of some payments together, each step for all of them at once: one transaction of the ledger, and calls of
 * the topic for the next event of every payment. A payment whose event is held leaves; the others go on.
 */
final class EventBatch {
    /** A step is not begun with less time than this: Lambda would kill it in the middle. */
    static final Duration NEEDED_FOR_A_STEP = Duration.ofSeconds(2);

    private final RelayPorts ports;
    private final Deadline deadline;
    private final Map<PaymentId, Deque<PaymentEvent>> waiting = new LinkedHashMap<>();
    private int sent;
    private int left;
    private boolean interrupted;

    private EventBatch(RelayPorts ports, Deadline deadline) {
        this.ports = ports;
        this.deadline = deadline;
    }

    /**
     * What became of the events.
     *
     * @param sent published
     * @param left still in the outbox
     * @param interrupted whether some are left because something did not answer
     */
    record Result(int sent, int left, boolean interrupted) {}

    /** Brings out what was found, and the earlier events of the same payments. */
    static Result run(RelayPorts ports, List<PaymentEvent> found, Deadline deadline) {
        EventBatch batch = new EventBatch(ports, deadline);
        batch.lookUp(found);
        batch.post();
        while (batch.publishNext()) {
            // A payment's next event goes out when the one before is out.
        }
        return new Result(batch.sent, batch.left, batch.interrupted);
    }

    /** As the table has them: the index, from which they were found, is behind it. */
    private void lookUp(List<PaymentEvent> found) {
        Map<PaymentId, List<PaymentEvent>> byPayment = new LinkedHashMap<>();
        found.forEach(event -> byPayment
                .computeIfAbsent(event.paymentId(), id -> new ArrayList<>())
                .add(event));
        byPayment.forEach((payment, events) -> {
            if (!deadline.allows(NEEDED_FOR_A_STEP)) {
                left += events.size();
                return;
            }
            long last = events.stream().mapToLong(PaymentEvent::sequence).max().orElseThrow();
            try {
                Deque<PaymentEvent> all = ports.waiting(payment, last, deadline);
                if (!all.isEmpty()) {
                    waiting.put(payment, all);
                }
            } catch (RuntimeException e) {
                left += events.size();
                note(new Held(events.get(0), e, false));
            }
        });
    }

    private void post() {
        List<PaymentEvent> all =
                waiting.values().stream().flatMap(Deque::stream).toList();
        if (all.isEmpty()) {
            return;
        }
        if (!deadline.allows(NEEDED_FOR_A_STEP)) {
            leaveAll();
            return;
        }
        try {
            ports.ledger().postAll(all, deadline).forEach(this::hold);
        } catch (RuntimeException e) {
            waiting.values().forEach(events -> note(new Held(events.getFirst(), e, false)));
            leaveAll();
        }
    }

    /** Publishes the first event of each payment; false when none is left. */
    private boolean publishNext() {
        if (!deadline.allows(NEEDED_FOR_A_STEP)) {
            leaveAll();
        }
        List<PaymentEvent> next = waiting.values().stream().map(Deque::getFirst).toList();
        if (next.isEmpty()) {
            return false;
        }
        List<PaymentEvent> ours = next.stream().filter(this::isOurTurn).toList();
        ports.publisher().publishAll(ours, deadline).forEach(this::hold);
        for (PaymentEvent event : ours) {
            if (waiting.containsKey(event.paymentId()) && succeeds(event, () -> ports.published(event, deadline))) {
                sent++;
                removeFirst(event.paymentId());
            }
        }
        return true;
    }

    /** Whether to publish an event now. One that was published leaves the outbox; for another region's turn it stays there. */
    private boolean isOurTurn(PaymentEvent event) {
        Publications.Turn turn;
        try {
            turn = ports.publications().turn(event, deadline);
        } catch (RuntimeException e) {
            hold(new Held(event, e, false));
            return false;
        }
        switch (turn) {
            case OURS -> {
                return true;
            }
            case DONE -> {
                if (succeeds(event, () -> ports.takeOff(event, deadline))) {
                    removeFirst(event.paymentId());
                }
            }
            case NOT_NOW -> leave(event.paymentId());
        }
        return false;
    }

    private boolean succeeds(PaymentEvent event, Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            hold(new Held(event, e, false));
            return false;
        }
    }

    private void removeFirst(PaymentId payment) {
        Deque<PaymentEvent> events = waiting.getOrDefault(payment, new ArrayDeque<>());
        events.pollFirst();
        if (events.isEmpty()) {
            waiting.remove(payment);
        }
    }

    private void leave(PaymentId payment) {
        Deque<PaymentEvent> events = waiting.remove(payment);
        left += events == null ? 0 : events.size();
    }

    /** Takes an event and those behind it out of the batch; what the ledger refuses is set aside. */
    private void hold(Held held) {
        note(held);
        Deque<PaymentEvent> events = waiting.getOrDefault(held.event().paymentId(), new ArrayDeque<>());
        Deque<PaymentEvent> before = new ArrayDeque<>();
        while (!events.isEmpty() && !events.getFirst().equals(held.event())) {
            before.add(events.removeFirst());
        }
        left += events.size();
        if (held.refused()) {
            events.forEach(this::setAside);
        }
        if (before.isEmpty()) {
            waiting.remove(held.event().paymentId());
        } else {
            waiting.put(held.event().paymentId(), before);
        }
    }

    private void setAside(PaymentEvent event) {
        try {
            boolean unused = ports.outbox().setAside(event, ports.clock().instant(), deadline);
        } catch (UnavailableException e) {
            // It stays where it is, and the next sweep meets it again.
            interrupted = true;
        }
    }

    private void note(Held held) {
        interrupted |= !held.refused();
        ports.failed(held.event(), held.reason());
    }

    private void leaveAll() {
        waiting.values().forEach(events -> left += events.size());
        waiting.clear();
    }
}

package payments.service.simulation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import payments.service.messaging.PaymentMessage;

/** A standard queue: a message stays until it is deleted, and is delivered at any time in any order. */
final class MemoryQueue {
    /** A message on its way, or deleted. */
    record Message(String id, String body, PaymentMessage order) {}

    private final List<Message> waiting = new ArrayList<>();
    private final List<Message> deleted = new ArrayList<>();
    private int sent;

    void send(String body, PaymentMessage order) {
        sent++;
        waiting.add(new Message("m-" + sent, body, order));
    }

    List<Message> waiting() {
        return waiting;
    }

    List<Message> deleted() {
        return deleted;
    }

    /** Deletes those of a delivery that did not fail. */
    void settle(List<Message> delivery, Set<String> failed) {
        Predicate<Message> done = message -> delivery.contains(message) && !failed.contains(message.id());
        for (Iterator<Message> all = waiting.iterator(); all.hasNext(); ) {
            Message message = all.next();
            if (done.test(message)) {
                deleted.add(message);
                all.remove();
            }
        }
    }
}

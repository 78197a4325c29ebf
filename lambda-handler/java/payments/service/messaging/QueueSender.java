package payments.service.messaging;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

/**
 * Sends many messages: ten to a call, several calls at a time, and repeats what the queue did not take. At least once:
 * after a lost answer all ten are sent again, so every message must carry the name of its one effect.
 *
 * <p>Not for concurrent use; one sender serves one file.
 */
public final class QueueSender {
    private final PaymentQueue queue;
    private final Executor executor;
    private final int callsInFlight;
    private final Backoff backoff;
    private final Deadline deadline;

    private final Deque<CompletableFuture<Void>> inFlight = new ArrayDeque<>();
    private List<QueueEntry> batch = new ArrayList<>();

    /**
     * Takes the collaborators.
     *
     * @param executor runs the calls; one that runs them in the caller's thread makes the order certain
     * @param callsInFlight the most calls at a time, which bounds memory and the queue's load
     * @param deadline until when a failed call is repeated
     */
    public QueueSender(PaymentQueue queue, Executor executor, int callsInFlight, Backoff backoff, Deadline deadline) {
        if (callsInFlight < 1) {
            throw new IllegalArgumentException(
                    "calls in flight are %d; at least 1 is needed; raise it".formatted(callsInFlight));
        }
        this.queue = queue;
        this.executor = executor;
        this.callsInFlight = callsInFlight;
        this.backoff = backoff;
        this.deadline = deadline;
    }

    /**
     * Takes a message on its way; waits while too many calls are under way.
     *
     * @throws UnavailableException when the queue did not take an earlier message; nothing is known about later ones
     */
    public void send(QueueEntry entry) {
        batch.add(entry);
        if (batch.size() == PaymentQueue.MAX_ENTRIES) {
            dispatch();
        }
    }

    /**
     * Waits until the queue has every message that was sent.
     *
     * @throws UnavailableException when it did not take one
     */
    public void drain() {
        if (!batch.isEmpty()) {
            dispatch();
        }
        while (!inFlight.isEmpty()) {
            await(inFlight.removeFirst());
        }
    }

    private void dispatch() {
        if (inFlight.size() == callsInFlight) {
            await(inFlight.removeFirst());
        }
        List<QueueEntry> entries = List.copyOf(batch);
        batch = new ArrayList<>();
        inFlight.addLast(CompletableFuture.runAsync(() -> deliver(entries), executor));
    }

    private static void await(CompletableFuture<Void> call) {
        try {
            call.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void deliver(List<QueueEntry> entries) {
        List<QueueEntry> open = entries;
        for (int attempt = 1; ; attempt++) {
            try {
                Set<String> failed = queue.send(open);
                open = open.stream()
                        .filter(entry -> failed.contains(entry.id()))
                        .toList();
                if (open.isEmpty()) {
                    return;
                }
                if (!backoff.pause(attempt, deadline)) {
                    throw new UnavailableException("the payment queue did not take all messages");
                }
            } catch (UnavailableException e) {
                if (!backoff.pause(attempt, deadline)) {
                    throw e;
                }
            }
        }
    }
}

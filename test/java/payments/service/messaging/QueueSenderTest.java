package payments.service.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

class QueueSenderTest {
    private static final Backoff NO_WAIT = new Backoff(duration -> {}, () -> 0.5);

    @Test
    void messagesTravelTenToACall() {
        List<Integer> calls = new ArrayList<>();
        QueueSender sender = sender(entries -> {
            calls.add(entries.size());
            return Set.of();
        });

        send(sender, 25);

        assertThat(calls).containsExactly(10, 10, 5);
    }

    @Threat({"D03", "E05"})
    @Test
    void whatTheQueueDidNotTakeIsSentAgainUntilItDoes() {
        List<String> taken = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        QueueSender sender = sender(entries -> {
            Set<String> failed = new HashSet<>();
            for (QueueEntry entry : entries) {
                // The first call loses two of ten, the second one of these.
                boolean lost = calls.get() == 0
                        ? entry.id().matches("[37]")
                        : calls.get() == 1 && entry.id().equals("7");
                if (lost) {
                    failed.add(entry.id());
                } else {
                    taken.add(entry.id());
                }
            }
            calls.incrementAndGet();
            return failed;
        });

        send(sender, 10);

        assertThat(taken).containsExactly("0", "1", "2", "4", "5", "6", "8", "9", "3", "7");
        assertThat(calls).hasValue(3);
    }

    @Test
    void aCallThatFailsIsRepeatedAsAWhole() {
        List<String> taken = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        QueueSender sender = sender(entries -> {
            if (calls.incrementAndGet() < 3) {
                throw new UnavailableException("throttled");
            }
            entries.forEach(entry -> taken.add(entry.id()));
            return Set.of();
        });

        send(sender, 3);

        assertThat(taken).containsExactly("0", "1", "2");
    }

    @Threat("I8")
    @Test
    void aQueueThatNeverTakesAMessageEndsTheAttempt() {
        AtomicInteger calls = new AtomicInteger();
        QueueSender sender = sender(entries -> {
            calls.incrementAndGet();
            return Set.of("0");
        });

        assertThatThrownBy(() -> send(sender, 1)).isInstanceOf(UnavailableException.class);
        assertThat(calls.get()).isBetween(2, 20);
    }

    @Test
    void callsUnderWayAreBoundedAndDrainWaitsForThem() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            AtomicInteger underWay = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
            CountDownLatch together = new CountDownLatch(3);
            QueueSender sender = sender(
                    entries -> {
                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                        together.countDown();
                        await(together);
                        entries.forEach(entry -> taken.add(entry.id()));
                        underWay.decrementAndGet();
                        return Set.of();
                    },
                    pool,
                    3);

            send(sender, 300);

            assertThat(most).as("calls at the same time").hasValue(3);
            assertThat(new HashSet<>(taken)).hasSize(300);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void send(QueueSender sender, int count) {
        for (int i = 0; i < count; i++) {
            sender.send(new QueueEntry(Integer.toString(i), "body"));
        }
        sender.drain();
    }

    private static QueueSender sender(PaymentQueue queue) {
        return sender(queue, Runnable::run, 2);
    }

    private static QueueSender sender(PaymentQueue queue, Executor executor, int callsInFlight) {
        return new QueueSender(queue, executor, callsInFlight, NO_WAIT, Deadline.in(Duration.ofMinutes(1)));
    }
}

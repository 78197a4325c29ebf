package payments.regions;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import payments.service.outbox.OutboxStore;
import payments.service.outbox.OutboxStore.Pending;
import payments.service.resilience.Deadline;

/**
 * The events of a region that wait to be posted or published.
 *
 * @param depth how many, {@value #MOST} at most
 * @param oldest since when the oldest waits; empty where none does
 * @param aside how many of them were refused and set aside
 */
public record Outbox(int depth, Optional<Instant> oldest, int aside) {
    /** Where counting ends: so many are one finding, however many they are. */
    static final int MOST = 10_000;

    private static final int PAGE = 500;

    /** Reads all parts of the index. */
    static Outbox of(OutboxStore store, Deadline deadline) {
        int depth = 0;
        int aside = 0;
        Optional<Instant> oldest = Optional.empty();
        for (int shard = 0; shard < OutboxStore.SHARDS; shard++) {
            Pending first = store.pending(shard, PAGE, deadline);
            depth += count(first, MOST - depth, deadline);
            oldest = earlier(oldest, first);
            Pending refused = store.aside(shard, PAGE, deadline);
            aside += count(refused, MOST - aside, deadline);
            oldest = earlier(oldest, refused);
        }
        return new Outbox(depth + aside, oldest, aside);
    }

    private static int count(Pending page, int most, Deadline deadline) {
        int found = page.events().size() + page.unreadable().size();
        return found >= most || page.next().isEmpty()
                ? Math.min(found, most)
                : found + count(page.next().get().read(deadline), most - found, deadline);
    }

    private static Optional<Instant> earlier(Optional<Instant> oldest, Pending page) {
        return page.events().stream()
                .map(OutboxStore.Waiting::since)
                .findFirst()
                .filter(since -> oldest.map(since::isBefore).orElse(true))
                .or(() -> oldest);
    }

    String words(Instant now) {
        return "outbox %s%d%s%s"
                .formatted(
                        depth >= MOST ? "at least " : "",
                        depth,
                        oldest.map(since -> ", the oldest for %d s"
                                        .formatted(Duration.between(since, now).toSeconds()))
                                .orElse(""),
                        aside == 0 ? "" : ", %d of them refused".formatted(aside));
    }
}

package payments.service.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import payments.service.domain.PaymentId;
import payments.service.resilience.Deadline;

/** An outbox in memory for tests with more events than a real table takes in the time of a build. Each call is counted. */
final class MemoryOutbox implements OutboxStore {
    private static final Comparator<Place> BY_TIME = Comparator.comparing(Place::since)
            .thenComparing(place -> place.event().paymentId().value())
            .thenComparing(place -> place.event().sequence());

    private final List<ConcurrentNavigableMap<Place, PaymentEvent>> parts = new ArrayList<>();
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Runnable call;

    /** Where an event lies in the index. */
    private record Place(int part, Instant since, PaymentEvent event) {}

    /**
     * An empty one.
     *
     * @param call runs at each call of the store
     */
    MemoryOutbox(Runnable call) {
        this.call = call;
        for (int part = 0; part < 2 * SHARDS; part++) {
            parts.add(new ConcurrentSkipListMap<>(BY_TIME));
        }
    }

    void add(PaymentEvent event) {
        put(new Place(shard(event), event.occurredAt(), event));
    }

    /** How many events are not sent. */
    int size() {
        return places.size();
    }

    /** How many events are set aside. */
    int sizeAside() {
        return parts.subList(SHARDS, 2 * SHARDS).stream().mapToInt(Map::size).sum();
    }

    @Override
    public Pending pending(int shard, int limit, Deadline deadline) {
        return page(parts.get(shard), limit);
    }

    @Override
    public Pending aside(int shard, int limit, Deadline deadline) {
        return page(parts.get(SHARDS + shard), limit);
    }

    private Pending page(ConcurrentNavigableMap<Place, PaymentEvent> from, int limit) {
        call.run();
        List<Place> page = from.keySet().stream().limit(limit).toList();
        return new Pending(
                page.stream()
                        .map(place -> new Waiting(place.event(), place.since()))
                        .toList(),
                List.of(),
                page.size() < limit
                        ? Optional.empty()
                        : Optional.of(time -> page(from.tailMap(page.get(limit - 1), false), limit)));
    }

    @Override
    public boolean setAside(PaymentEvent event, Instant now, Deadline deadline) {
        call.run();
        Place place = places.get(event.eventId());
        if (place == null) {
            return false;
        }
        parts.get(place.part()).remove(place);
        put(new Place(SHARDS + shard(event), now, event));
        return true;
    }

    @Override
    public Optional<OutboxEntry> find(PaymentId payment, long sequence, Deadline deadline) {
        call.run();
        return Optional.ofNullable(places.get(payment.value() + "#" + sequence))
                .map(place -> new OutboxEntry(place.event(), false));
    }

    @Override
    public boolean markSent(PaymentEvent event, Instant now, Deadline deadline) {
        call.run();
        Place place = places.remove(event.eventId());
        if (place == null) {
            return false;
        }
        parts.get(place.part()).remove(place);
        return true;
    }

    private void put(Place place) {
        places.put(place.event().eventId(), place);
        parts.get(place.part()).put(place, place.event());
    }

    private static int shard(PaymentEvent event) {
        return Math.floorMod(event.paymentId().value().hashCode(), SHARDS);
    }
}

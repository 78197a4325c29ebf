package payments.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long each caller waited, and how often it was turned away. */
final class Experience {
    /** Longer, and a caller without any answer of failure was hit as well. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Timeline timeline;
    private final Map<Kind, Map<String, Wait>> waits = new EnumMap<>(Kind.class);

    private static final class Wait {
        private final Instant begun;
        private int failures;
        private @Nullable Instant done;

        Wait(Instant begun) {
            this.begun = begun;
        }

        boolean wasHit(Instant end) {
            Instant until = done == null ? end : done;
            return failures > 0 || Duration.between(begun, until).compareTo(PATIENCE) > 0;
        }
    }

    /**
     * What the loss was for one kind of callers.
     *
     * @param kind the kind
     * @param count how many of them there were
     * @param again how long after the loss the first one was served that began behind it; empty when none was
     * @param hit how many were turned away at least once, or waited long
     * @param last how long after the loss the last one was served that was hit; empty when none was hit
     * @param open how many were never served
     * @param longest the longest wait
     */
    record Summary(
            Kind kind,
            int count,
            Optional<Duration> again,
            int hit,
            Optional<Duration> last,
            int open,
            Duration longest) {}

    Experience(Timeline timeline) {
        this.timeline = timeline;
        for (Kind kind : Kind.values()) {
            waits.put(kind, new LinkedHashMap<>());
        }
    }

    private Map<String, Wait> of(Kind kind) {
        return waits.getOrDefault(kind, Map.of());
    }

    /** A caller begins to wait, unless it waits already. */
    void begin(Kind kind, String name) {
        of(kind).putIfAbsent(name, new Wait(timeline.instant()));
    }

    /** A caller is turned away, or has no answer. */
    void failed(Kind kind, String name) {
        Wait wait = of(kind).get(name);
        if (wait != null) {
            wait.failures++;
        }
    }

    /** A caller is served; one that was before is not again. */
    void done(Kind kind, String name) {
        Wait wait = of(kind).get(name);
        if (wait != null && (wait.done == null || timeline.instant().isBefore(wait.done))) {
            wait.done = timeline.instant();
        }
    }

    /**
     * What it was like for each kind.
     *
     * @param lost when the region was lost
     * @param back when it was back; who began behind that was not hit by the loss
     */
    List<Summary> summaries(Instant lost, Instant back) {
        List<Summary> summaries = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            summaries.add(summary(kind, List.copyOf(of(kind).values()), lost, back));
        }
        return summaries;
    }

    private Summary summary(Kind kind, List<Wait> all, Instant lost, Instant back) {
        Instant end = timeline.instant();
        List<Wait> hit = all.stream()
                .filter(wait -> wait.wasHit(end) && wait.begun.isBefore(back))
                .filter(wait -> wait.done == null || wait.done.isAfter(lost))
                .toList();
        return new Summary(
                kind,
                all.size(),
                all.stream()
                        .filter(wait -> wait.begun.isAfter(lost))
                        .flatMap(wait -> Optional.ofNullable(wait.done).stream())
                        .min(Comparator.naturalOrder())
                        .map(done -> Duration.between(lost, done)),
                hit.size(),
                hit.stream()
                        .flatMap(wait -> Optional.ofNullable(wait.done).stream())
                        .max(Comparator.naturalOrder())
                        .map(done -> Duration.between(lost, done)),
                (int) all.stream().filter(wait -> wait.done == null).count(),
                all.stream()
                        .map(wait -> Duration.between(wait.begun, wait.done == null ? end : wait.done))
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO));
    }
}

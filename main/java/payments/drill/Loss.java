package payments.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** When the region is lost: at one of the calls that its functions make. The call has its effect or not, and its answer is lost. */
final class Loss {
    private static final Duration EARLIEST = Duration.ofSeconds(8);
    private static final int SPREAD_MILLIS = 8_000;

    private final String region;
    private final Optional<Long> call;
    private final Instant moment;
    private final boolean beforeEffect;
    private @Nullable Instant at;
    private String where = "";
    private long calls;

    private Loss(String region, Optional<Long> call, Instant moment, boolean beforeEffect) {
        this.region = region;
        this.call = call;
        this.moment = moment;
        this.beforeEffect = beforeEffect;
    }

    /** At this call, behind its effect: the caller cannot know that it happened. */
    static Loss atCall(String region, long call) {
        return new Loss(region, Optional.of(call), Instant.MAX, false);
    }

    /** At a call that is drawn. */
    static Loss drawn(String region, Random random) {
        Instant moment = Timeline.START.plus(EARLIEST).plusMillis(random.nextInt(SPREAD_MILLIS));
        return new Loss(region, Optional.empty(), moment, random.nextBoolean());
    }

    /** Never. */
    static Loss none(String region) {
        return new Loss(region, Optional.empty(), Instant.MAX, false);
    }

    String region() {
        return region;
    }

    /** Whether a call is that one; calls behind it are not counted. */
    boolean strikes(String caller, String name, Instant now) {
        if (at != null || !caller.equals(region)) {
            return false;
        }
        calls++;
        boolean strikes = call.map(number -> number == calls).orElse(!now.isBefore(moment));
        if (strikes) {
            at = now;
            where = "%s, %s its effect".formatted(name, beforeEffect ? "before" : "behind");
        }
        return strikes;
    }

    boolean isBeforeEffect() {
        return beforeEffect;
    }

    /** When it happened; empty before. */
    Optional<Instant> at() {
        return Optional.ofNullable(at);
    }

    /** At which call. */
    String where() {
        return where;
    }

    /** How many calls the region made until then. */
    long calls() {
        return calls;
    }
}

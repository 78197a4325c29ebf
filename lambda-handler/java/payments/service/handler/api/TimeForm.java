package payments.service.handler.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How a dialect writes the time, which is always UTC. */
enum TimeForm {
    /** {@code 2026-11-28T10:15:30.123Z}. */
    INSTANT {
        @Override
        Object of(Instant time) {
            return time.toString();
        }
    },

    /** A whole number: seconds since 1970. */
    EPOCH_SECONDS {
        @Override
        Object of(Instant time) {
            return time.getEpochSecond();
        }
    },

    /** {@code 2026-11-28T10:15:30.123000}: six decimals and no zone. */
    MICROSECONDS {
        @Override
        Object of(Instant time) {
            return WITHOUT_ZONE.format(time);
        }
    };

    private static final DateTimeFormatter WITHOUT_ZONE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    /** The time as a value of an answer. */
    abstract Object of(Instant time);
}

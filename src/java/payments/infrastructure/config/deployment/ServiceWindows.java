package payments.infrastructure.config.deployment;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import payments.infrastructure.config.constraint.Contradictions;

/**
 * Places the daily backup and the weekly maintenance of a database at different times. AWS refuses windows that overlap or are shorter
 * than half an hour; windows that touch let a backup that runs late collide with maintenance, so there is a gap as well.
 */
final class ServiceWindows {
    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final Duration GAP = Duration.ofMinutes(30);
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 1, 7);

    private ServiceWindows() {}

    static void check(Contradictions contradictions, String backup, String maintenance) {
        Window weekly = weekly(maintenance);
        requireLength(contradictions, "backupWindow", backup, daily(backup, SOME_DAY));
        requireLength(contradictions, "maintenanceWindow", maintenance, weekly);
        // From the day before it starts until the day after the latest end: no other backup comes near.
        boolean tooClose = IntStream.rangeClosed(-1, 8)
                .mapToObj(day -> daily(backup, weekly.start.toLocalDate().plusDays(day)))
                .anyMatch(weekly::isNear);
        if (tooClose) {
            contradictions.add(
                    "backupWindow %s is less than %d minutes from maintenanceWindow %s or overlaps it; allowed is a gap of at least %d minutes on every day: move one of them"
                            .formatted(backup, GAP.toMinutes(), maintenance, GAP.toMinutes()),
                    "backupWindow",
                    "maintenanceWindow");
        }
    }

    private static void requireLength(Contradictions contradictions, String key, String text, Window window) {
        if (Duration.between(window.start, window.end).compareTo(SHORTEST) < 0) {
            contradictions.add(
                    "%s %s is shorter than %d minutes; allowed is at least that: end it later"
                            .formatted(key, text, SHORTEST.toMinutes()),
                    key);
        }
    }

    /** A window {@code hh:mm-hh:mm} that starts on a given day; an end before its start is on the next day. */
    private static Window daily(String text, LocalDate day) {
        LocalTime start = LocalTime.parse(text.substring(0, 5));
        LocalTime end = LocalTime.parse(text.substring(6));
        return new Window(day.atTime(start), (end.isBefore(start) ? day.plusDays(1) : day).atTime(end));
    }

    /** A window {@code ddd:hh:mm-ddd:hh:mm}; an end before its start is in the next week. */
    private static Window weekly(String text) {
        LocalDateTime start = from(SOME_DAY, text.substring(0, 9));
        LocalDateTime end = from(start.toLocalDate(), text.substring(10));
        return new Window(start, end.isBefore(start) ? end.plusWeeks(1) : end);
    }

    private static LocalDateTime from(LocalDate day, String text) {
        String name = text.substring(0, 3).toUpperCase(Locale.ROOT);
        DayOfWeek weekday = Arrays.stream(DayOfWeek.values())
                .filter(candidate -> candidate.name().startsWith(name))
                .findFirst()
                .orElseThrow();
        return day.with(TemporalAdjusters.nextOrSame(weekday)).atTime(LocalTime.parse(text.substring(4)));
    }

    private record Window(LocalDateTime start, LocalDateTime end) {
        boolean isNear(Window other) {
            return start.isBefore(other.end.plus(GAP)) && other.start.isBefore(end.plus(GAP));
        }
    }
}

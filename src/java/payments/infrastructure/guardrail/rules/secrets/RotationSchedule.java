package payments.infrastructure.guardrail.rules.secrets;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often a rotation comes, computed from its schedule.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html">AWS: rotation
 *     schedules</a>
 */
final class RotationSchedule {
    private static final Pattern RATE = Pattern.compile("rate\\((\\d{1,4}) (hours?|days?)\\)");
    private static final Pattern CRON = Pattern.compile("cron\\((\\S+) (\\S+) (\\S+) (\\S+) (\\S+) (\\S+)\\)");
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int HOURS_A_DAY = 24;

    /** Four years hold a leap year and every weekday on every date's neighbourhood. */
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private static final LocalDate LAST = LocalDate.of(2028, 12, 31);

    private RotationSchedule() {}

    /** The longest time between two runs; empty for what is no schedule that returns every year. */
    static Optional<Long> longestGapDays(String expression) {
        Matcher rate = RATE.matcher(expression);
        if (rate.matches()) {
            long count = Long.parseLong(rate.group(1));
            return Optional.of(rate.group(2).startsWith("day") ? count : (count + HOURS_A_DAY - 1) / HOURS_A_DAY);
        }
        Matcher cron = CRON.matcher(expression);
        if (!cron.matches() || !cron.group(6).equals("*")) {
            return Optional.empty();
        }
        return longestGap(cron.group(3), cron.group(4), cron.group(5));
    }

    private static Optional<Long> longestGap(String day, String month, String weekday) {
        @Nullable LocalDate before = null;
        long longest = 0;
        for (LocalDate date = FIRST; !date.isAfter(LAST); date = date.plusDays(1)) {
            if (matches(month, date.getMonthValue(), MONTHS, 1) && isDay(day, date) && isWeekday(weekday, date)) {
                longest = Math.max(longest, ChronoUnit.DAYS.between(before == null ? FIRST : before, date));
                before = date;
            }
        }
        return before == null
                ? Optional.empty()
                : Optional.of(Math.max(longest, ChronoUnit.DAYS.between(before, LAST)));
    }

    private static boolean isDay(String field, LocalDate date) {
        return field.equals("L")
                ? date.getDayOfMonth() == date.lengthOfMonth()
                : matches(field, date.getDayOfMonth(), List.of(), 0);
    }

    /** AWS counts weekdays from 1, Sunday; {@code 2#1} is the first Monday, {@code 2L} the last. */
    private static boolean isWeekday(String field, LocalDate date) {
        int weekday = date.getDayOfWeek().getValue() % WEEKDAYS.size() + 1;
        int hash = field.indexOf('#');
        if (hash > 0) {
            int week = (date.getDayOfMonth() - 1) / WEEKDAYS.size() + 1;
            return matches(field.substring(0, hash), weekday, WEEKDAYS, 1)
                    && field.substring(hash + 1).equals(String.valueOf(week));
        }
        if (field.length() > 1 && field.endsWith("L")) {
            return matches(field.substring(0, field.length() - 1), weekday, WEEKDAYS, 1)
                    && date.getDayOfMonth() + WEEKDAYS.size() > date.lengthOfMonth();
        }
        return matches(field, weekday, WEEKDAYS, 1);
    }

    /** Lists, ranges, steps and names; a field that is not understood never matches. */
    private static boolean matches(String field, int value, List<String> names, int offset) {
        return Stream.of(field.split(",", -1)).anyMatch(part -> {
            String[] step = part.split("/", 2);
            String[] range = step[0].split("-", 2);
            int every = step.length == 2 ? number(step[1], List.of(), 0) : 1;
            if (every < 1) {
                return false;
            }
            if (range[0].equals("*") || range[0].equals("?")) {
                return (value - 1) % every == 0;
            }
            int first = number(range[0], names, offset);
            int last =
                    range.length == 2 ? number(range[1], names, offset) : step.length == 2 ? Integer.MAX_VALUE : first;
            return first >= 0 && value >= first && value <= last && (value - first) % every == 0;
        });
    }

    private static int number(String text, List<String> names, int offset) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return named + offset;
        }
        return text.matches("\\d{1,3}") ? Integer.parseInt(text) : -1;
    }
}

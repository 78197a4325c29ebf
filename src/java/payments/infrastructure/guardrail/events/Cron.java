package payments.infrastructure.guardrail.events;

import java.time.Month;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The six fields of AWS's cron expressions: minutes, hours, day of month, month, day of week, year.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cron-expressions.html">AWS: cron expressions</a>
 */
final class Cron {
    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    /** A value or a range of values, then perhaps how many to step. */
    private static final Pattern PART = Pattern.compile("(\\*|\\w*|\\w+-\\w+)(?:/(\\d{1,4}))?");

    private static final int DAY = 2;
    private static final int MONTH = 3;
    private static final int WEEKDAY = 4;

    /**
     * One of the six.
     *
     * @param first the least value
     * @param last the greatest
     * @param names what the values are called, the first one first; may be empty
     * @param special what else may stand there, in capitals
     */
    private record Field(String name, int first, int last, List<String> names, Pattern special) {
        boolean accepts(String text) {
            return text.equals("*") || Stream.of(text.split(",", -1)).allMatch(this::acceptsPart);
        }

        private boolean acceptsPart(String part) {
            String capitals = part.toUpperCase(Locale.ROOT);
            Matcher matcher = PART.matcher(capitals);
            if (special.matcher(capitals).matches()) {
                return IntStream.of(value(capitals.replaceFirst("\\D+.*$", "")))
                        .allMatch(value -> value < 0 || isValue(value));
            }
            if (!matcher.matches() || part.isEmpty()) {
                return false;
            }
            boolean step = matcher.group(2) == null || Integer.parseInt(matcher.group(2)) > 0;
            boolean any = matcher.group(1).equals("*") || matcher.group(1).isEmpty();
            return step && (any || Stream.of(matcher.group(1).split("-", -1)).allMatch(value -> isValue(value(value))));
        }

        private boolean isValue(int value) {
            return value >= first && value <= last;
        }

        /** The number of a value; -1 for none. */
        int value(String text) {
            int named = names.indexOf(text.toUpperCase(Locale.ROOT));
            return named >= 0 ? named + 1 : text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
        }

        String words() {
            String named = names.isEmpty() ? "" : " or %s to %s".formatted(names.get(0), names.get(names.size() - 1));
            return "%s of %d to %d%s".formatted(name, first, last, named);
        }
    }

    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final Field MONTH_FIELD = new Field("month", 1, 12, MONTHS, NOTHING);
    private static final List<Field> FIELDS = List.of(
            new Field("minutes", 0, 59, List.of(), NOTHING),
            new Field("hours", 0, 23, List.of(), NOTHING),
            new Field("day-of-month", 1, 31, List.of(), Pattern.compile("\\?|L|LW|\\d{1,2}W|L-\\d{1,2}")),
            MONTH_FIELD,
            new Field("day-of-week", 1, 7, WEEKDAYS, Pattern.compile("\\?|L|(\\d|[A-Z]{3})L|(\\d|[A-Z]{3})#[1-5]")),
            new Field("year", 1970, 2199, List.of(), NOTHING));

    private Cron() {}

    /** What the fields should be instead; empty when they are right. */
    static Optional<String> fault(List<String> fields) {
        if (fields.size() != FIELDS.size()) {
            return Optional.of("six fields, not %d: %s"
                    .formatted(fields.size(), FIELDS.stream().map(Field::name).collect(Collectors.joining(", "))));
        }
        for (int i = 0; i < FIELDS.size(); i++) {
            if (!FIELDS.get(i).accepts(fields.get(i))) {
                return Optional.of(FIELDS.get(i).words() + ", not " + fields.get(i));
            }
        }
        if (fields.get(DAY).equals("?") == fields.get(WEEKDAY).equals("?")) {
            return Optional.of("? in exactly one of day-of-month and day-of-week");
        }
        return isDate(fields.get(DAY), fields.get(MONTH)) ? Optional.empty() : Optional.of("a date that there is");
    }

    /** Whether there is such a day in one of the months; only plain values are compared. */
    private static boolean isDate(String day, String month) {
        if (!day.matches("[\\d,]+") || !month.matches("[\\w,]+")) {
            return true;
        }
        return Stream.of(month.split(",", -1))
                .map(text -> Month.of(MONTH_FIELD.value(text)))
                .anyMatch(found ->
                        Stream.of(day.split(",", -1)).anyMatch(value -> Integer.parseInt(value) <= found.maxLength()));
    }
}

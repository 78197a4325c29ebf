package payments.infrastructure.guardrail.events;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schedule as {@code rate(5 minutes)}, {@code cron(0 3 * * ? *)} or {@code at(2026-12-01T03:00:00)}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">AWS: schedules of
 *     EventBridge's rules</a>
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">AWS: types of schedules of
 *     EventBridge Scheduler</a>
 */
public final class Schedule {
    /** How a service lets a schedule be written. */
    public enum Form {
        /** Every so many minutes, hours or days; {@code 1 minute} and {@code 2 minutes} alone. */
        STRICT_RATE,
        /** The same; {@code 1 minutes} is taken too. */
        RATE,
        /** By minute, hour, day, month, weekday and year. */
        CRON,
        /** Once. */
        AT
    }

    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) +(minute|hour|day)(s?)\\)");
    private static final Pattern CRON = Pattern.compile("cron\\((.*)\\)");
    private static final Pattern AT = Pattern.compile("at\\((\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)\\)");

    private Schedule() {}

    /** Why a service refuses a schedule, or never runs it; empty when it does neither. */
    public static Optional<Fault> fault(String expression, Set<Form> forms) {
        Matcher rate = RATE.matcher(expression);
        Matcher cron = CRON.matcher(expression);
        Matcher at = AT.matcher(expression);
        if (rate.matches() && (forms.contains(Form.RATE) || forms.contains(Form.STRICT_RATE))) {
            return rate(expression, rate, forms.contains(Form.STRICT_RATE));
        }
        if (cron.matches() && forms.contains(Form.CRON)) {
            List<String> fields = List.of(cron.group(1).strip().split(" +"));
            return Cron.fault(fields).map(expected -> new Fault(expression, expected));
        }
        if (at.matches() && forms.contains(Form.AT)) {
            return isTime(at.group(1)) ? Optional.empty() : Optional.of(new Fault(expression, "a time that there is"));
        }
        return Optional.of(new Fault(expression, forms(forms)));
    }

    private static Optional<Fault> rate(String expression, Matcher rate, boolean strict) {
        String count = rate.group(1).replaceFirst("^0+", "");
        boolean plural = rate.group(3).equals("s");
        if (count.isEmpty()) {
            return Optional.of(new Fault(expression, "1 or more"));
        }
        if (strict && plural == count.equals("1")) {
            String unit = rate.group(2) + (plural ? "" : "s");
            return Optional.of(new Fault(expression, "rate(%s %s)".formatted(count, unit)));
        }
        return Optional.empty();
    }

    private static boolean isTime(String text) {
        try {
            return LocalDateTime.parse(text).getYear() > 0;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String forms(Set<Form> forms) {
        String cron = "cron(minutes hours day-of-month month day-of-week year)";
        String rate = forms.contains(Form.RATE) || forms.contains(Form.STRICT_RATE) ? ", rate(5 minutes)" : "";
        return cron + rate + (forms.contains(Form.AT) ? ", at(2026-12-01T03:00:00)" : "");
    }
}

package payments.infrastructure.guardrail.alarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An alarm on a healthy day, which a fault ends.
 *
 * @param form the alarm
 * @param fault the fault
 * @param limit what a hundred percent of the fault's metric are
 * @param healthy how the other metrics go that the alarm reads
 */
public record Trial(AlarmForm form, Fault fault, double limit, Map<MetricName, Series> healthy) {
    private static final int DAY = 1440;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * What came of it.
     *
     * @param attribute the argument of the alarm that is wrong
     * @param happened what the alarm did, in words
     * @param expected what it should have done
     */
    public record Problem(String attribute, String happened, String expected) {}

    /** What is wrong with the alarm; empty when it is raised in time and at nothing else. */
    public Optional<Problem> problem() {
        Optional<String> found = outcome(form);
        return found.map(happened -> new Problem(
                attribute(),
                happened,
                "raised within %s of: %s; and by nothing on a healthy day"
                        .formatted(inWords(fault.minutes(limit)), fault.what())));
    }

    /** What the alarm did that it should not; empty when all was well. */
    private Optional<String> outcome(AlarmForm tried) {
        int step = tried.window().minutes();
        int begin = aligned(Math.max(DAY, (tried.window().periods() + 3) * step), step);
        int within = fault.minutes(limit);
        int lasts = fault.time().lasts();
        boolean returns = lasts > 0 && fault.course().written().indexOf("..") < 0;
        int again = begin + aligned(Math.max(DAY, lasts + 3 * within), step);
        int end = (returns ? again : begin) + aligned(within, step) + step;
        List<Integer> raised = tried.raisedAt(day(begin, returns ? again : Integer.MAX_VALUE), end);
        Optional<Integer> early =
                raised.stream().filter(minute -> minute <= begin).findFirst();
        if (early.isPresent()) {
            return Optional.of(
                    "raised on a healthy day (%s)".formatted(fault.healthy().written()));
        }
        Optional<String> first = late(raised, begin, within);
        if (first.isPresent() || !returns) {
            return first;
        }
        return late(raised, again, within).map(happened -> "raised once, and not when the fault came again");
    }

    private Optional<String> late(List<Integer> raised, int begin, int within) {
        Optional<Integer> at = raised.stream().filter(minute -> minute > begin).findFirst();
        if (at.isPresent() && at.get() <= begin + within) {
            return Optional.empty();
        }
        return Optional.of(
                at.isPresent()
                        ? "raised after %s at: %s (%s)"
                                .formatted(
                                        inWords(at.get() - begin),
                                        fault.what(),
                                        fault.course().written())
                        : "not raised in %s of: %s (%s)"
                                .formatted(
                                        inWords(within),
                                        fault.what(),
                                        fault.course().written()));
    }

    private static int aligned(int minutes, int step) {
        return (minutes + step - 1) / step * step;
    }

    private Day day(int begin, int again) {
        int lasts = fault.time().lasts();
        Series before = fault.healthy().series(limit, 1);
        Series faulty = fault.course().series(limit, Math.max(1, lasts), before);
        boolean ends = again != Integer.MAX_VALUE;
        Series course = minute -> {
            int since = minute >= again ? minute - again : minute - begin;
            return since < 0 || (ends && since >= lasts) ? before.at(minute) : faulty.at(since);
        };
        return metric ->
                metric.equals(fault.metric()) ? course : healthy.getOrDefault(metric, Series.always(List.of()));
    }

    /** The argument of which another value would be right; the threshold where no other one is. */
    private String attribute() {
        Threshold threshold = form.threshold();
        Window window = form.window();
        List<Map.Entry<String, AlarmForm>> changes = new ArrayList<>();
        for (MissingData missing : List.of(MissingData.NOT_BREACHING, MissingData.BREACHING)) {
            changes.add(Map.entry("treat_missing_data", new AlarmForm(form.reading(), threshold, window, missing)));
        }
        Threshold turned = new Threshold(threshold.comparison().opposite(), threshold.value());
        changes.add(Map.entry("comparison_operator", with(turned, window)));
        changes.add(Map.entry("evaluation_periods", with(threshold, window.once())));
        changes.add(Map.entry("period", with(threshold, window.every(MINUTE))));
        changes.add(Map.entry("period", with(threshold, window.once().every(MINUTE))));
        if (form.reading().metrics().size() == 1) {
            for (String other : List.of("Sum", "Maximum", "Average", "Minimum", "SampleCount")) {
                Statistic.of(other)
                        .map(statistic -> new AlarmForm(
                                new Reading.OfMetric(fault.metric(), statistic), threshold, window, form.missing()))
                        .ifPresent(changed -> changes.add(Map.entry("statistic", changed)));
            }
        }
        return changes.stream()
                .filter(change -> outcome(change.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("threshold");
    }

    private AlarmForm with(Threshold threshold, Window window) {
        return new AlarmForm(form.reading(), threshold, window, form.missing());
    }

    private static String inWords(int minutes) {
        return minutes >= 2 * DAY ? "%d days".formatted(minutes / DAY) : "%d minutes".formatted(minutes);
    }
}

package payments.infrastructure.guardrail.alarm;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import payments.infrastructure.guardrail.alarm.AlarmState.Datapoint;

/**
 * What decides about the state of an alarm.
 *
 * @param reading how a data point is made of what is reported
 * @param threshold when a data point breaches
 * @param window how many of them must
 * @param missing what a missing one is
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html">AWS: alarm evaluation</a>
 */
public record AlarmForm(Reading reading, Threshold threshold, Window window, MissingData missing) {
    /**
     * The minutes after which the alarm goes into the state ALARM, so that its actions run: CloudWatch runs them at a change only.
     *
     * @param day what its metrics report
     * @param minutes how long it is watched
     */
    public List<Integer> raisedAt(Day day, int minutes) {
        List<Integer> raised = new ArrayList<>();
        List<Datapoint> all = new ArrayList<>();
        AlarmState state = AlarmState.OK;
        int step = window.minutes();
        for (int from = 0; from + step <= minutes; from += step) {
            all.add(datapoint(day, from, from + step));
            if (all.size() < window.periods()) {
                continue;
            }
            int first = Math.max(0, all.size() - window.periods() - AlarmState.FETCHED_BEYOND);
            AlarmState next = state.next(all.subList(first, all.size()), window, missing);
            if (next == AlarmState.ALARM && state != AlarmState.ALARM) {
                raised.add(from + step);
            }
            state = next;
        }
        return raised;
    }

    private Datapoint datapoint(Day day, int from, int to) {
        OptionalDouble value = reading.of(day, from, to);
        if (value.isEmpty()) {
            return Datapoint.MISSING;
        }
        return threshold.isBreachedBy(value.getAsDouble()) ? Datapoint.BREACHING : Datapoint.WITHIN;
    }
}

package payments.infrastructure.guardrail.alarm;

import java.util.List;

/**
 * The state of an alarm, and how it follows from data points.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">AWS: configuring how
 *     CloudWatch alarms treat missing data</a>
 */
public enum AlarmState {
    /** Within the threshold. */
    OK,
    /** Beyond it: its actions run when it comes into this state. */
    ALARM,
    /** Not enough data to know. */
    INSUFFICIENT_DATA;

    /** How many data points CloudWatch fetches beyond those that it evaluates, in AWS's examples. */
    static final int FETCHED_BEYOND = 2;

    /** One data point of the evaluation range. */
    public enum Datapoint {
        /** On the wrong side of the threshold. */
        BREACHING,
        /** On the right side. */
        WITHIN,
        /** Not there. */
        MISSING
    }

    /**
     * The next state.
     *
     * @param range the data points of the evaluation range, oldest first
     */
    public AlarmState next(List<Datapoint> range, Window window, MissingData missing) {
        int evaluated = 0;
        int breaching = 0;
        for (int i = range.size() - 1; i >= 0 && evaluated < window.periods(); i--) {
            Datapoint point = range.get(i);
            evaluated += point == Datapoint.MISSING ? 0 : 1;
            breaching += point == Datapoint.BREACHING ? 1 : 0;
        }
        if (breaching >= window.datapoints()) {
            return ALARM;
        }
        int filled = window.periods() - evaluated;
        return switch (missing) {
            case BREACHING -> breaching + filled >= window.datapoints() ? ALARM : OK;
            case NOT_BREACHING -> OK;
            case IGNORE -> evaluated > breaching ? OK : this;
            case MISSING -> {
                if (evaluated == 0) {
                    yield INSUFFICIENT_DATA;
                }
                yield filled > 0 && isOldBreach(range, window) ? ALARM : OK;
            }
        };
    }

    /** Whether the oldest data point breaches and is old enough, and everything after it breaches or is missing. */
    private static boolean isOldBreach(List<Datapoint> range, Window window) {
        List<Datapoint> last = range.subList(Math.max(0, range.size() - window.periods()), range.size());
        int first = last.indexOf(Datapoint.BREACHING);
        return first >= 0 && !range.contains(Datapoint.WITHIN) && last.size() - first >= window.datapoints();
    }
}

package payments.infrastructure.observability;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionMetric;
import payments.infrastructure.terraform.Placement;

/**
 * The alarms on what the service counts itself, under the names of {@link FunctionMetric}. They say what AWS cannot see: a call that ends well and leaves an event lying is no error of a function.
 */
public final class ServiceAlarms {
    /** The sweep measures each minute, and tries what was refused again after five: no window is without a value. */
    private static final Duration WINDOW = Duration.ofMinutes(10);

    /** The stream brings an event out within seconds; what is as old as this, ten sweeps could not bring out either. */
    private static final double OLDEST_EVENT_MILLISECONDS = WINDOW.toMillis();

    /** Nearly a minute of 100 events per second: more than is ever on its way, less than a sweep clears. */
    private static final int MOST_EVENTS_WAITING = 5_000;

    /** As {@code ReconciliationReport} of the service has it: from here on a wait is a difference. */
    private static final double LONGEST_WAIT_MILLISECONDS = Duration.ofHours(1).toMillis();

    /** The stream brings an effect within a second; a planned move asks for less than five. */
    private static final double MOST_LAG_MILLISECONDS = Duration.ofMinutes(1).toMillis();

    private ServiceAlarms() {}

    /** A metric of the service in a region, over all its functions. */
    public static Metric metric(Placement placement, FunctionMetric metric, String statistic) {
        return new Metric(
                FunctionMetric.NAMESPACE,
                metric.metricName(),
                statistic,
                Map.of(
                        FunctionMetric.ENVIRONMENT,
                        placement.names().suffix(),
                        FunctionMetric.REGION,
                        placement.region()));
    }

    /** Those on events that were written with their payments and are not published. */
    public static List<AlarmSpec> ofOutbox(Placement placement) {
        return List.of(
                new AlarmSpec(
                        "outbox-age",
                        "An event waits in the outbox for over ten minutes: ledger and subscribers do not know of it",
                        metric(placement, FunctionMetric.OUTBOX_AGE, "Maximum"),
                        new Alarm.Above(OLDEST_EVENT_MILLISECONDS, new Periods(1, WINDOW))),
                new AlarmSpec(
                        "outbox-depth",
                        "Over 5,000 events wait in the outbox: the relay does not keep up",
                        metric(placement, FunctionMetric.OUTBOX_DEPTH, "Maximum"),
                        new Alarm.Above(MOST_EVENTS_WAITING, new Periods(1, WINDOW))),
                new AlarmSpec(
                        "events-not-published",
                        "Events could not be published for twenty minutes: the log of the relay names them and why",
                        metric(placement, FunctionMetric.PUBLISH_FAILED, "Sum"),
                        new Alarm.Above(0, new Periods(2, WINDOW))));
    }

    /**
     * Those on how a region follows the log of effects. Nobody may own the payments for a moment at most, as between the first
     * apply and the first word of who does: then no region answers.
     */
    public static List<AlarmSpec> ofProjector(Placement placement) {
        return List.of(
                new AlarmSpec(
                        "projector-lag",
                        "The region's table is over a minute behind the log of effects: it cannot take the payments over",
                        metric(placement, FunctionMetric.PROJECTOR_LAG, "Maximum"),
                        new Alarm.Above(MOST_LAG_MILLISECONDS, Periods.ofOneMinute(5))),
                new AlarmSpec(
                        "payments-owned",
                        "No region owns the payments, or the region cannot read who does: no caller is answered there",
                        metric(placement, FunctionMetric.PAYMENTS_OWNED, "Minimum"),
                        new Alarm.Below(1, Periods.ofOneMinute(5))));
    }

    /** The one on payments that the ledger does not have yet. */
    public static AlarmSpec ofLongestWait(Placement placement) {
        return new AlarmSpec(
                "reconciliation-wait",
                "A payment waits for the ledger for over an hour: its events are held up in the outbox",
                metric(placement, FunctionMetric.RECONCILIATION_LONGEST_WAIT, "Maximum"),
                new Alarm.Above(LONGEST_WAIT_MILLISECONDS, Periods.ofFiveMinutes(1)));
    }

    /** The one on files of which nothing was posted. */
    public static AlarmSpec ofFailedFiles(Placement placement) {
        return new AlarmSpec(
                "batch-files-failed",
                "A file of payments was refused as a whole: its report says why, its sender must send it again",
                metric(placement, FunctionMetric.BATCH_FILES_FAILED, "Sum"),
                new Alarm.Above(0, Periods.ofFiveMinutes(1)));
    }

    /** The one on card data that was refused, in requests, messages and files alike. */
    public static AlarmSpec ofCardData(Placement placement) {
        return new AlarmSpec(
                "card-data-refused",
                "A request, a message or a file had card data in it and was refused: inform its sender",
                metric(placement, FunctionMetric.CARD_DATA, "Sum"),
                new Alarm.Above(0, Periods.ofFiveMinutes(1)));
    }
}

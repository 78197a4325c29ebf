package payments.contract;

import java.util.Set;

/**
 * The metrics that functions write, as log lines in the embedded metric format. What watches or draws one takes its name from
 * here; an alarm on another name is never raised.
 */
public enum FunctionMetric {
    /** Payments made. */
    ACCEPTED("PaymentsAccepted"),

    /** Transitions refused by the rules of the state machine or the amounts. */
    DECLINED("PaymentsDeclined"),

    /** Requests answered with an earlier payment. */
    REPLAYED("PaymentsReplayed"),

    /** Requests refused, by reason. */
    REJECTED("PaymentsRejected"),

    /** Requests with card data in them: their sender must be informed. */
    CARD_DATA("CardDataRefused"),

    /** Requests that could not be served, by reason. */
    UNAVAILABLE("ServiceUnavailable"),

    /** Time from the event to the answer. */
    LATENCY("Latency", "Milliseconds"),

    /** Events that are not published yet. */
    OUTBOX_DEPTH("OutboxDepth"),

    /** How long the oldest of them waits. */
    OUTBOX_AGE("OutboxAge", "Milliseconds"),

    /** Attempts to publish that failed. */
    PUBLISH_FAILED("EventsNotPublished"),

    /** Events published. */
    PUBLISHED("EventsPublished"),

    /** Files of which nothing was posted, by reason; any is worth an alarm. */
    BATCH_FILES_FAILED("BatchFilesFailed"),

    /** Rows given to the queue or to Step Functions. */
    BATCH_ROWS_ACCEPTED("BatchRowsAccepted"),

    /** Rows in reject reports, repetitions not counted. */
    BATCH_ROWS_REJECTED("BatchRowsRejected"),

    /** Payments that the ledger lacks. */
    RECONCILIATION_MISSING("ReconciliationMissing"),

    /** Entries of the ledger without a payment. */
    RECONCILIATION_EXTRA("ReconciliationExtra"),

    /** Payments of which the ledger has another amount or state. */
    RECONCILIATION_DIFFERING("ReconciliationDiffering"),

    /** Entries of the ledger that contradict each other. */
    RECONCILIATION_CONTRADICTIONS("ReconciliationContradictions"),

    /** 1 when the time ran out before every payment was read. */
    RECONCILIATION_INCOMPLETE("ReconciliationIncomplete"),

    /** How long the oldest payment waits for the ledger. */
    RECONCILIATION_LONGEST_WAIT("ReconciliationLongestWait", "Milliseconds"),

    /** 1 where the region owns the payments, else 0; each minute, where the log of effects can be reached. */
    OWNS_PAYMENTS("OwnsPayments"),

    /** 1 where any region owns the payments, else 0: an alarm sees only what its own region writes. */
    PAYMENTS_OWNED("PaymentsOwned"),

    /** How far the region's table is behind the log of effects. */
    PROJECTOR_LAG("ProjectorLag", "Milliseconds");

    /** The namespace in CloudWatch. */
    public static final String NAMESPACE = "Payments";

    /** The dimension that says of which environment a value is. */
    public static final String ENVIRONMENT = "Environment";

    /** The dimension that says in which region a value was written. */
    public static final String REGION = "Region";

    /** The dimension that splits a count further, beside the two that every value has. */
    public static final String REASON = "Reason";

    private final String metricName;
    private final String unit;

    FunctionMetric(String metricName) {
        this(metricName, "Count");
    }

    FunctionMetric(String metricName, String unit) {
        this.metricName = metricName;
        this.unit = unit;
    }

    /** Its name in CloudWatch: CamelCase, as CloudWatch's own. */
    public String metricName() {
        return metricName;
    }

    /** Its unit, one of CloudWatch's: {@code Count} or {@code Milliseconds}. */
    public String unit() {
        return unit;
    }

    /** The sets of dimensions by which values are written: each value by the first, those with a reason by the second too. */
    public static Set<Set<String>> dimensions() {
        return Set.of(Set.of(ENVIRONMENT, REGION), Set.of(ENVIRONMENT, REGION, REASON));
    }
}

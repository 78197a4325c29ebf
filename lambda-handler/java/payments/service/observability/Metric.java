package payments.service.observability;

/**
 * A metric of the service.
 *
 * @param name CamelCase, as CloudWatch's own
 * @param unit a unit of CloudWatch: {@code Count}, {@code Milliseconds}, {@code Bytes}
 */
public record Metric(String name, String unit) {
    /** Payments made. */
    public static final Metric ACCEPTED = count("PaymentsAccepted");

    /** Transitions refused by the rules of the state machine or the amounts. */
    public static final Metric DECLINED = count("PaymentsDeclined");

    /** Requests answered with an earlier payment. */
    public static final Metric REPLAYED = count("PaymentsReplayed");

    /** Requests refused, by reason. */
    public static final Metric REJECTED = count("PaymentsRejected");

    /** Requests with card data in them: their sender must be informed. */
    public static final Metric CARD_DATA = count("CardDataRefused");

    /** Requests that could not be served, by reason. */
    public static final Metric UNAVAILABLE = count("ServiceUnavailable");

    /** Time from the event to the answer. */
    public static final Metric LATENCY = new Metric("Latency", "Milliseconds");

    /** Events that are not published yet. */
    public static final Metric OUTBOX_DEPTH = count("OutboxDepth");

    /** How long the oldest of them waits. */
    public static final Metric OUTBOX_AGE = new Metric("OutboxAge", "Milliseconds");

    /** Attempts to publish that failed. */
    public static final Metric PUBLISH_FAILED = count("EventsNotPublished");

    /** Events published. */
    public static final Metric PUBLISHED = count("EventsPublished");

    /** A metric that counts. */
    public static Metric count(String name) {
        return new Metric(name, "Count");
    }
}

package payments.service.observability;

import java.util.Map;

/**
 * The log: one JSON line per event. Values are ids, counts, durations and words of our own; never a body, a card number,
 * a secret or the message of an exception, because libraries quote in it what they choke on.
 */
public interface Events {

    /** Something that is meant to happen. The name is kebab-case, for example {@code payment-created}. */
    void info(String event, Map<String, ?> fields);

    /** Something that passes by itself or by a repetition. */
    void warn(String event, Map<String, ?> fields);

    /** Something that a person must look at. The classes of the failure and its causes are written, nothing else of it. */
    void error(String event, Throwable failure, Map<String, ?> fields);

    /** The same log with one more field on every line, for example {@code request_id}, {@code payment_id}, {@code batch_id}. */
    Events with(String field, String value);
}

package payments.infrastructure.observability;

/**
 * An alarm on what callers meet.
 *
 * @param id last part of its name
 * @param meaning what is wrong when it rings
 * @param metric what is watched
 * @param bounds when it rings
 */
public record EntryAlarm(String id, String meaning, Metric metric, Alarm.Bounds bounds) {}

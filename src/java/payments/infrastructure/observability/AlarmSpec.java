package payments.infrastructure.observability;

/**
 * What an alarm watches and when it is raised.
 *
 * @param id last part of its name
 * @param meaning what is wrong when it is raised
 * @param metric what is watched
 * @param bounds when it is raised
 */
public record AlarmSpec(String id, String meaning, Metric metric, Alarm.Bounds bounds) {}

package payments.infrastructure.observability;

/**
 * What an alarm watches and when it is raised.
 *
 * @param id last part of its name
 * @param meaning what is wrong when it is raised
 * @param metric what is watched
 * @param bounds when it is raised
 */
public record AlarmSpec(String id, String meaning, Metric metric, Alarm.Bounds bounds) {
    /** Refuses an id and a meaning that were swapped. */
    public AlarmSpec {
        if (id.contains(" ")) {
            throw new IllegalArgumentException("the id of an alarm has no spaces: %s".formatted(id));
        }
    }
}

package payments.infrastructure.config;

import java.util.List;

/**
 * Who is told of alarms; the same in every environment.
 *
 * @param subscriptions subscriptions to the alert topic of each region
 */
public record AlertSettings(
        @Size(min = 1, max = 20) @Describe("Subscriptions to the alert topic of each region")
        List<AlertSubscription> subscriptions) {
    public AlertSettings {
        subscriptions = List.copyOf(subscriptions);
        Constraints.check(AlertSettings.class, subscriptions);
    }
}

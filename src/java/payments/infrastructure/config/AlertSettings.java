package payments.infrastructure.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import payments.infrastructure.config.constraint.Constraints;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Size;

/**
 * Who is told of alarms; the same in every environment.
 *
 * @param subscriptions subscriptions to the alert topic of each region
 */
public record AlertSettings(
        @Fallback("") @Size(min = 0, max = 20) @Describe("Subscriptions to the alert topic of each region")
        List<AlertSubscription> subscriptions) {
    public AlertSettings {
        subscriptions = List.copyOf(subscriptions);
        Constraints.check(AlertSettings.class, subscriptions);
        Set<String> seen = new HashSet<>();
        for (AlertSubscription subscription : subscriptions) {
            if (!seen.add(subscription.protocol() + " " + subscription.endpoint())) {
                throw new IllegalStateException(
                        "subscriptions has %s twice, and SNS keeps one subscription of a topic for an endpoint; name each endpoint once, with one filter"
                                .formatted(subscription.endpoint()));
            }
        }
    }
}

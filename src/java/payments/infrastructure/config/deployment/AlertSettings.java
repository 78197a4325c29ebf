package payments.infrastructure.config.deployment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;

/**
 * Who receives alarms; the same in every environment.
 *
 * @param topic which topic alarms notify
 * @param subscriptions subscriptions to the alert topic of each region
 */
public record AlertSettings(
        @Fallback("own")
        @Describe(
                "Which topic alarms notify: one of their own, or that of payment events, whose listeners then hear both")
        AlertDestination topic,

        @Fallback("") @Size(min = 0, max = 20) @Describe("Subscriptions to the alert topic of each region")
        List<AlertSubscription> subscriptions)
        implements Validated {
    public AlertSettings {
        subscriptions = List.copyOf(subscriptions);
    }

    @Override
    public void validate(Contradictions contradictions) {
        Set<String> seen = new HashSet<>();
        for (AlertSubscription subscription : subscriptions) {
            if (!seen.add(subscription.protocol() + " " + subscription.endpoint())) {
                contradictions.add(
                        "subscriptions has %s twice, and SNS stores one subscription of a topic for each endpoint; name each endpoint once, with one filter"
                                .formatted(subscription.endpoint()),
                        "subscriptions");
            }
        }
    }
}

package payments.infrastructure.config.deployment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;

/**
 * What is published about payments: a topic, the relay that publishes the events of the outbox on it, and the subscriptions.
 *
 * @param relay the function that publishes the events of the outbox
 * @param retries how often a batch of the table's stream is tried again before its records go to the failure queue
 * @param subscriptions who listens
 */
public record EventSettings(
        @Describe("The function that publishes the events of the outbox")
        WorkerSettings relay,

        @Fallback("5")
        @Range(min = 1, max = 10000)
        @Describe("Retries of a batch of the table's stream before its records go to the failure queue")
        int retries,

        @Fallback("") @Size(min = 0, max = 20) @Describe("Who listens")
        List<SubscriptionSettings> subscriptions)
        implements Validated {
    public EventSettings {
        subscriptions = List.copyOf(subscriptions);
    }

    @Override
    public void validate(Contradictions contradictions) {
        if (subscriptions.stream().map(SubscriptionSettings::name).distinct().count() != subscriptions.size()) {
            contradictions.add(
                    "subscriptions are %s and use a name twice; give each its own"
                            .formatted(subscriptions.stream()
                                    .map(SubscriptionSettings::name)
                                    .toList()),
                    "subscriptions");
        }
        Set<String> seen = new HashSet<>();
        for (SubscriptionSettings subscription : subscriptions) {
            if (!seen.add(subscription.protocol() + " " + subscription.endpoint())) {
                contradictions.add(
                        "subscriptions has %s twice, and SNS stores one subscription of a topic for each endpoint; name each endpoint once, with all its types"
                                .formatted(subscription.endpoint()),
                        "subscriptions");
            }
        }
    }
}

package payments.infrastructure.config.deployment;

import java.util.List;
import java.util.Locale;
import payments.infrastructure.config.constraint.AwsRegions;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.HostNames;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Size;
import payments.infrastructure.config.constraint.Validated;

/**
 * A listener of the payment events.
 *
 * @param name distinguishes it from the others; part of the name of its dead-letter queue
 * @param protocol how it is reached
 * @param endpoint where: an address, a URL, or the ARN of a queue
 * @param types what it hears of; empty for everything
 */
public record SubscriptionSettings(
        @Matches(value = "[a-z][a-z0-9-]{0,19}", says = "1 to 20 lower-case letters, digits or -, a letter first")
        @Describe("Name of the listener")
        String name,

        @Describe("How it is reached") Protocol protocol,

        @Describe("An address, a URL with https, or the ARN of a queue")
        String endpoint,

        @Fallback("") @Size(min = 0, max = 10) @Describe("What it hears of; empty: everything")
        List<PaymentEventType> types)
        implements Validated {
    public SubscriptionSettings {
        types = List.copyOf(types);
    }

    @Override
    public void validate(Contradictions contradictions) {
        if (!endpoint.matches(protocol.form)) {
            contradictions.add(
                    "endpoint of '%s' is '%s', but protocol %s needs %s; correct one of them"
                            .formatted(name, endpoint, protocol.name().toLowerCase(Locale.ROOT), protocol.says),
                    "endpoint",
                    "protocol");
        }
    }

    /** How a listener is reached; none of them in plain text. */
    public enum Protocol {
        /** A mailbox, whose owner confirms the subscription. */
        EMAIL(HostNames.MAIL, "an address such as team@example.com"),
        /** A web hook, which confirms the subscription itself. */
        HTTPS(HostNames.URL, "a URL that starts with https:// and names a host"),
        /** A queue. */
        SQS(AwsRegions.QUEUE_ARN, "the ARN of a standard queue in a region of AWS");

        private final String form;
        private final String says;

        Protocol(String form, String says) {
            this.form = form;
            this.says = says;
        }
    }
}

package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.AwsRegions;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.HostNames;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.Validated;
import payments.infrastructure.config.constraint.ValueRule;
import payments.infrastructure.config.constraint.WrittenNames;

/**
 * One subscription to the alert topics.
 *
 * @param protocol how it is delivered
 * @param endpoint where: an address, a URL or an ARN
 * @param filter which alerts: a filter policy over the message, as JSON; null for all
 */
public record AlertSubscription(
        @Describe("How it is delivered") Protocol protocol,

        @Matches(value = "[^\\s]{3,1024}", says = "a mail address, an https:// URL or an ARN, without spaces")
        @Describe("Where: a mail address, an https:// URL or the ARN of a queue")
        String endpoint,

        @Matches(value = "\\{.+\\}", says = "a filter policy as JSON, such as '{\"NewStateValue\": [\"ALARM\"]}'")
        @Obeys(ValueRule.FILTER_POLICY)
        @Describe("Which alerts: a filter policy over the message, as JSON in quotes; without it all")
        @Nullable String filter)
        implements Validated {
    /** Whether messages that are not delivered can be stored: SNS has no dead-letter queue for email. */
    public boolean keepsUndelivered() {
        return protocol != Protocol.EMAIL;
    }

    @Override
    public void validate(Contradictions contradictions) {
        if (!endpoint.matches(protocol.endpoints)) {
            contradictions.add(
                    "endpoint is %s, which protocol %s cannot reach; use %s"
                            .formatted(endpoint, WrittenNames.of(protocol), protocol.says),
                    "endpoint",
                    "protocol");
        }
    }

    /** How messages are delivered to a subscriber. */
    public enum Protocol {
        /** An email; the owner of the address must confirm the subscription by hand. */
        EMAIL(HostNames.MAIL, "a mail address such as team@example.com"),
        /** A request to a server, which must confirm the subscription. */
        HTTPS(
                HostNames.URL,
                "a URL that starts with https:// and names a host, such as https://alerts.example.com/hook"),
        /** A message in a queue of this account. */
        SQS(AwsRegions.QUEUE_ARN, "the ARN of a standard queue, such as arn:aws:sqs:eu-west-1:123456789012:alerts");

        private final String endpoints;
        private final String says;

        Protocol(String endpoints, String says) {
            this.endpoints = endpoints;
            this.says = says;
        }

        /** The protocol's name in AWS. */
        public String code() {
            return WrittenNames.of(this);
        }
    }
}

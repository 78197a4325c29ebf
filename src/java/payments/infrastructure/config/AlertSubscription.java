package payments.infrastructure.config;

import org.jspecify.annotations.Nullable;

/**
 * One subscription to the alert topics.
 *
 * @param protocol how it is told
 * @param endpoint where: an address, a URL or an ARN
 * @param filter which alerts: a filter policy over the message, as JSON; null for all
 */
public record AlertSubscription(
        @Describe("How it is told") Protocol protocol,

        @Matches(value = "[^\\s]{3,1024}", says = "a mail address, an https:// URL or an ARN, without spaces")
        @Describe("Where: a mail address, an https:// URL or the ARN of a queue")
        String endpoint,

        @Matches(value = "\\{.+\\}", says = "a filter policy as JSON, such as '{\"NewStateValue\": [\"ALARM\"]}'")
        @Describe("Which alerts: a filter policy over the message, as JSON in quotes; without it all")
        @Nullable String filter) {
    /** Whether what does not arrive can be kept: SNS has no dead letters of mail. */
    public boolean keepsUndelivered() {
        return protocol != Protocol.EMAIL;
    }

    public AlertSubscription {
        Constraints.check(AlertSubscription.class, protocol, endpoint, filter);
        if (!endpoint.matches(protocol.endpoints)) {
            throw new IllegalStateException("endpoint is %s, which protocol %s cannot reach; use %s"
                    .formatted(endpoint, Components.written(protocol), protocol.says));
        }
    }

    /** How a subscriber is told. */
    public enum Protocol {
        /** A mail; somebody must confirm the subscription by hand. */
        EMAIL("[^@]+@[^@]+", "a mail address"),
        /** A request to a server, which must confirm the subscription. */
        HTTPS("https://.+", "a URL that starts with https://"),
        /** A message in a queue of this account. */
        SQS("arn:aws:sqs:.+", "the ARN of a queue");

        private final String endpoints;
        private final String says;

        Protocol(String endpoints, String says) {
            this.endpoints = endpoints;
            this.says = says;
        }

        /** The protocol's name in AWS. */
        public String code() {
            return Components.written(this);
        }
    }
}

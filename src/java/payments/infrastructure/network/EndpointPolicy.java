package payments.infrastructure.network;

import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;

/**
 * What may pass a VPC endpoint: calls of the one API that the endpoint is for, by principals of our own account, on
 * resources of our own account, so that no data leaves for another one (AWS whitepaper "Building a data perimeter on AWS").
 */
final class EndpointPolicy {
    private EndpointPolicy() {}

    /**
     * The policy of one endpoint.
     *
     * @param actionPrefix what the names of the API's actions start with, such as {@code sqs}
     */
    static PolicyDocument of(String actionPrefix, String account) {
        return PolicyDocument.of(Statement.allow("OwnAccountOnly", actionPrefix + ":*")
                .to("*")
                .on("*")
                .when("StringEquals", "aws:ResourceAccount", account)
                .when("StringEquals", "aws:PrincipalAccount", account));
    }
}

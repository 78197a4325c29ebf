package payments.infrastructure.network;

import payments.infrastructure.identity.PolicyDocument;
import payments.infrastructure.identity.Statement;

/** What may pass a VPC endpoint: requests on resources of our own account, so that no data leaves for another one. */
final class EndpointPolicy {
    private EndpointPolicy() {}

    static PolicyDocument forAccount(String account) {
        return PolicyDocument.of(Statement.allow("OwnAccountOnly", "*")
                .to("*")
                .on("*")
                .when("StringEquals", "aws:ResourceAccount", account)
                .when("StringEquals", "aws:PrincipalAccount", account));
    }
}

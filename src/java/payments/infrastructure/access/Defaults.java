package payments.infrastructure.access;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;

/**
 * The policies that AWS gives to resources for which none is written.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html">AWS: a VPC endpoint without a policy
 *     allows full access to the service</a>
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">AWS: default key policy</a>
 */
final class Defaults {
    private static final String OPEN =
            "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\", \"Resource\": \"*\"}}";
    private static final String ACCOUNT =
            "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"AWS\": \"%s\"},"
                    + " \"Action\": \"kms:*\", \"Resource\": \"*\"}}";

    private Defaults() {}

    /** The default policy of a resource; empty where its policy is written, or where there is no default. */
    static Optional<ParsedPolicy> of(Resource resource) {
        if (resource.has("policy")) {
            return Optional.empty();
        }
        return switch (resource.type()) {
            case "aws_vpc_endpoint" ->
                resource.referrers("aws_vpc_endpoint_policy", "vpc_endpoint_id").isEmpty()
                        ? Optional.of(Policy.parse(resource.toString(), PolicyKind.RESOURCE, OPEN))
                        : Optional.empty();
            case "aws_kms_key" ->
                resource.referrers("aws_kms_key_policy", "key_id").isEmpty()
                        ? Optional.of(Policy.parse(
                                resource.toString(), PolicyKind.RESOURCE, ACCOUNT.formatted(resource.account())))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }
}

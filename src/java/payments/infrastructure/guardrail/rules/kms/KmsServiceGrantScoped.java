package payments.infrastructure.guardrail.rules.kms;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.Pins;
import payments.infrastructure.guardrail.rules.PolicyRule;

/**
 * A service may use a key only for us. EventBridge is exempt: AWS says that it does not support the conditions.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">AWS: SNS key management</a>
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">AWS: the confused deputy problem</a>
 */
@Guardrail(
        id = "kms-service-grant-scoped",
        severity = Severity.MEDIUM,
        expects = "each service tied to an account, a resource, a service it acts through or an encryption context",
        fix = "add a condition on aws:SourceAccount, aws:SourceArn, kms:ViaService or kms:EncryptionContext",
        why = "The service could be made to use the key for a stranger",
        pci = {"3.6.1.3", "7.2.2"},
        sources = "ours: the confused deputy problem of the IAM and SNS guides")
final class KmsServiceGrantScoped extends PolicyRule {
    private static final Set<String> SCOPES =
            Set.of("aws:SourceAccount", "aws:SourceArn", "aws:SourceOrgID", "kms:ViaService", "kms:EncryptionContext:");

    private static final Set<String> UNSUPPORTED = Set.of("events.amazonaws.com");

    KmsServiceGrantScoped() {
        super(PolicyKind.RESOURCE, "aws_kms_key.policy", "aws_kms_key_policy.policy");
    }

    @Override
    protected List<Finding> findings(Resource key, Policy policy) {
        return policy.allows().stream()
                .filter(statement -> !services(statement).isEmpty() && !Pins.to(statement, SCOPES))
                .map(statement -> new Finding(
                        "Statement::" + statement.label(),
                        "statement %s allows %s anything it asks for"
                                .formatted(statement.label(), services(statement))))
                .toList();
    }

    private static List<String> services(PolicyStatement statement) {
        Principals principals = statement.principals();
        return principals == null
                ? List.of()
                : principals.services().stream()
                        .filter(service -> !UNSUPPORTED.contains(service))
                        .toList();
    }
}

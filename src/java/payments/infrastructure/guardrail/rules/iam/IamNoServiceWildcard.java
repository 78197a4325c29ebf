package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;

/**
 * Actions are named one by one. Each wildcard is a finding of its own, so that each can only be suppressed by itself.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html">AWS Security Hub: IAM.21</a>
 */
@Guardrail(
        id = "iam-no-service-wildcard",
        severity = Severity.HIGH,
        expects = "actions by their full names",
        fix = "list the actions that are needed",
        why = "A wildcard grants what AWS adds tomorrow",
        pci = {"7.2.1", "7.2.5"},
        sources = {
            "PCI.DSS.321-IAMPolicyNoStatementsWithFullAccess",
            "AwsSolutions-IAM5",
            "CKV2_AWS_40",
            "IAM.21",
            "IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS"
        })
final class IamNoServiceWildcard extends IdentityPolicyRule {
    @Override
    protected List<Finding> findings(Resource holder, PolicyStatement statement) {
        Patterns actions = statement.actions();
        if (actions.excluded()) {
            return List.of(new Finding(
                    "NotAction::" + statement.label(),
                    "statement %s allows all but some".formatted(statement.label())));
        }
        return actions.patterns().stream()
                .filter(action -> action.contains("*") || action.contains("?"))
                .map(action -> new Finding("Action::" + action, "action " + action))
                .toList();
    }
}

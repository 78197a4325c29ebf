package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import payments.infrastructure.guardrail.access.AttachedPolicies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * No policy allows every action on everything, however it is spelt ({@code *}, {@code *:*}, all but some), and none of AWS's
 * administrator policies is attached, nor one that gives all data of a service.
 *
 * @see <a href="https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html">AWS Security Hub: IAM.1</a>
 */
@Guardrail(
        id = "iam-no-admin",
        severity = Severity.CRITICAL,
        expects = "no policy that allows everything",
        fix = "list the actions that are needed",
        why = "One stolen session owns the account",
        pci = {"7.2.1", "7.2.2"},
        sources = {
            "PCI.DSS.321-IAMPolicyNoStatementsWithAdminAccess",
            "CKV_AWS_62",
            "CKV_AWS_63",
            "CKV_AWS_274",
            "CKV_AWS_275",
            "CKV2_AWS_56",
            "IAM.1",
            "IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS"
        })
final class IamNoAdmin extends IdentityPolicyRule {
    IamNoAdmin() {
        super(AttachedPolicies.types().toArray(String[]::new));
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        String attribute = AttachedPolicies.attribute(resource);
        for (Value policy : AttachedPolicies.of(resource)) {
            if (AttachedPolicies.isWide(policy)) {
                verdicts.fail(attribute, AttachedPolicies.arn(policy));
            } else if (policy.isUnknown() && policy.target().isEmpty()) {
                verdicts.unknown(attribute, policy);
            } else {
                verdicts.pass(attribute, policy);
            }
        }
        if (resource.type().equals("aws_iam_role") || !AttachedPolicies.types().contains(resource.type())) {
            super.judge(resource, verdicts);
        } else if (AttachedPolicies.of(resource).isEmpty()) {
            verdicts.fail(attribute, resource.attribute(attribute));
        }
    }

    @Override
    protected List<Finding> findings(Resource holder, PolicyStatement statement) {
        return Wide.allActions(statement) && Wide.allResources(statement)
                ? List.of(new Finding(
                        "Statement::" + statement.label(),
                        "statement %s allows everything".formatted(statement.label())))
                : List.of();
    }
}

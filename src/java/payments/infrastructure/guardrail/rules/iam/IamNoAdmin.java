package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Boundary;

/**
 * No policy allows every action on everything, however it is spelt ({@code *}, {@code *:*}, all but some), and none of AWS's
 * administrator policies is attached.
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
    private static final Pattern ADMINISTRATOR =
            Pattern.compile(".*:iam::aws:policy/(?:.*/)?(?:AdministratorAccess.*|IAMFullAccess|PowerUserAccess)");

    IamNoAdmin() {
        super(Attachments.TYPES);
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        Attachments.policies(resource).forEach(policy -> {
            if (ADMINISTRATOR.matcher(policy.text()).matches()) {
                verdicts.fail(Attachments.attribute(resource), policy);
            } else {
                verdicts.pass(Attachments.attribute(resource), policy);
            }
        });
        if (!Boundary.ATTACHMENTS.contains(resource.type())) {
            super.judge(resource, verdicts);
        } else if (Attachments.policies(resource).findAny().isEmpty()) {
            verdicts.fail(Attachments.attribute(resource), resource.attribute(Attachments.attribute(resource)));
        }
    }

    @Override
    protected List<Finding> findings(PolicyStatement statement) {
        return Wide.allActions(statement) && Wide.allResources(statement)
                ? List.of(new Finding(
                        "Statement::" + statement.label(),
                        "statement %s allows everything".formatted(statement.label())))
                : List.of();
    }
}

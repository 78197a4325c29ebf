package payments.infrastructure.guardrail.rules.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.Pins;

/**
 * No role of a workload may change permissions, make credentials, pass any role, or read secrets and objects without limits.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html">AWS: iam:PassRole</a>
 */
@Guardrail(
        id = "iam-no-priv-esc",
        severity = Severity.CRITICAL,
        expects = "no way to more permissions, to credentials, or to all data",
        fix = "remove the action, or name the resource and set iam:PassedToService",
        why = "Who holds the role could become administrator",
        pci = {"7.2.1", "7.2.5"},
        sources = {"CKV_AWS_286", "CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "AVD-AWS-0342"})
final class IamNoPrivilegeEscalation extends IdentityPolicyRule {
    private static final String PASS_ROLE = "iam:PassRole";

    /** On whatever resource. */
    private static final List<String> NEVER = List.of(
            "iam:AddUserToGroup",
            "iam:AttachGroupPolicy",
            "iam:AttachRolePolicy",
            "iam:AttachUserPolicy",
            "iam:CreateAccessKey",
            "iam:CreateLoginProfile",
            "iam:CreatePolicy",
            "iam:CreatePolicyVersion",
            "iam:CreateRole",
            "iam:CreateServiceSpecificCredential",
            "iam:CreateUser",
            "iam:DeleteRolePermissionsBoundary",
            "iam:DeleteUserPermissionsBoundary",
            "iam:PutGroupPolicy",
            "iam:PutRolePermissionsBoundary",
            "iam:PutRolePolicy",
            "iam:PutUserPermissionsBoundary",
            "iam:PutUserPolicy",
            "iam:ResetServiceSpecificCredential",
            "iam:SetDefaultPolicyVersion",
            "iam:UpdateAccessKey",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateLoginProfile",
            "sts:GetFederationToken");

    /** On everything. */
    private static final List<String> NEVER_UNCONSTRAINED = List.of(
            "lambda:UpdateFunctionCode",
            "rds:CopyDBSnapshot",
            "rds:CreateDBSnapshot",
            "rds:ModifyDBSnapshotAttribute",
            "redshift:GetClusterCredentials",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "secretsmanager:GetSecretValue",
            "ssm:GetParameter",
            "ssm:GetParameters",
            "ssm:GetParametersByPath",
            "sts:AssumeRole");

    @Override
    protected List<Finding> findings(PolicyStatement statement) {
        List<Finding> findings = new ArrayList<>();
        add(statement, NEVER, "on whatever resource", findings);
        if (Wide.anyResource(statement)) {
            add(statement, NEVER_UNCONSTRAINED, "on everything", findings);
        }
        boolean constrained = !Wide.anyResource(statement) && Pins.to(statement, Set.of("iam:PassedToService"));
        if (!constrained) {
            add(statement, List.of(PASS_ROLE), "of any role, or to any service", findings);
        }
        return findings;
    }

    private static void add(PolicyStatement statement, List<String> actions, String how, List<Finding> findings) {
        actions.stream()
                .filter(action -> statement.matchesAction(action).isPossible())
                .forEach(action -> findings.add(new Finding("Action::" + action, action + " " + how)));
    }
}

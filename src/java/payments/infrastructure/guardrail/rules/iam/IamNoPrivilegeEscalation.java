package payments.infrastructure.guardrail.rules.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Comparison;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.Pins;
import payments.infrastructure.reality.HarmfulAction;
import payments.infrastructure.reality.HarmfulAction.Kind;
import payments.infrastructure.reality.HarmfulActions;

/**
 * No role of a workload may change permissions or code, make credentials, pass any role, or read secrets and objects without
 * limits. Which actions these are says {@link HarmfulActions}, on whatever resource.
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

    private static final Set<Kind> NEVER = Set.of(Kind.PERMISSIONS, Kind.CODE);

    /** Grants that a service makes for itself and takes back, as AWS's guides show them. */
    private static final String GRANT = "kms:CreateGrant";

    private static final Set<String> FOR_SERVICES = Set.of("kms:GrantIsForAWSResource");

    /** On everything. */
    private static final List<String> NEVER_UNCONSTRAINED = List.of(
            "rds:CopyDBSnapshot",
            "rds:CreateDBSnapshot",
            "s3:GetObject",
            "s3:GetObjectVersion",
            "secretsmanager:GetSecretValue",
            "ssm:GetParameter",
            "ssm:GetParameters",
            "ssm:GetParametersByPath",
            "sts:AssumeRole");

    @Override
    protected List<Finding> findings(Resource holder, PolicyStatement statement) {
        List<Finding> findings = new ArrayList<>();
        addHarmful(statement, findings);
        if (Wide.anyResource(statement)) {
            add(statement, NEVER_UNCONSTRAINED, "on everything", findings);
        }
        boolean constrained = !Wide.anyResource(statement) && Pins.to(statement, Set.of("iam:PassedToService"));
        if (!constrained) {
            add(statement, List.of(PASS_ROLE), "of any role, or to any service", findings);
        }
        return findings;
    }

    /** One finding for each action as it is written: a wildcard may stand for hundreds. */
    private static void addHarmful(PolicyStatement statement, List<Finding> findings) {
        if (statement.actions().excluded()) {
            List<HarmfulAction> left = HarmfulActions.known().of(NEVER).stream()
                    .filter(action -> statement.matchesAction(action.name()).isPossible())
                    .toList();
            if (!left.isEmpty()) {
                findings.add(harmful("all but some", left));
            }
            return;
        }
        for (String pattern : statement.actions().patterns()) {
            List<HarmfulAction> matched = HarmfulActions.known().matching(pattern, NEVER).stream()
                    .filter(action -> !isGrantOfService(statement, action))
                    .toList();
            if (!matched.isEmpty()) {
                findings.add(harmful(pattern, matched));
            }
        }
    }

    private static boolean isGrantOfService(PolicyStatement statement, HarmfulAction action) {
        return action.name().equals(GRANT)
                && statement.conditions().stream()
                        .anyMatch(condition -> FOR_SERVICES.contains(condition.key())
                                && condition.operator().comparison() == Comparison.BOOL
                                && !condition.operator().ifExists()
                                && condition.values().equals(List.of("true")));
    }

    private static Finding harmful(String written, List<HarmfulAction> actions) {
        HarmfulAction first = actions.get(0);
        String others = actions.size() == 1 ? "" : " and %d more".formatted(actions.size() - 1);
        return new Finding(
                "Action::" + written,
                first.name().equalsIgnoreCase(written)
                        ? "%s changes %s, on whatever resource".formatted(written, first.what())
                        : "%s holds %s, which changes %s%s".formatted(written, first.name(), first.what(), others));
    }

    private static void add(PolicyStatement statement, List<String> actions, String how, List<Finding> findings) {
        actions.stream()
                .filter(action -> statement.matchesAction(action).isPossible())
                .forEach(action -> findings.add(new Finding("Action::" + action, action + " " + how)));
    }
}

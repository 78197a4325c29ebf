package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Boundary;
import payments.infrastructure.guardrail.rules.PolicyRule;

/**
 * A rule on what roles, users and groups are allowed. A policy that only bounds them grants nothing, and must be wide to be of
 * use, so it is not judged.
 */
abstract class IdentityPolicyRule extends PolicyRule {
    private static final List<String> POLICIES = List.of(
            "aws_iam_policy.policy",
            "aws_iam_role_policy.policy",
            "aws_iam_user_policy.policy",
            "aws_iam_group_policy.policy",
            "aws_iam_role.inline_policy.policy");

    /** @param more further types that the subclass judges */
    IdentityPolicyRule(String... more) {
        super(
                PolicyKind.IDENTITY,
                Stream.concat(POLICIES.stream(), Stream.of(more)).toArray(String[]::new));
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (Boundary.isOne(resource)) {
            verdicts.notApplicable("a permissions boundary, which grants nothing");
        } else {
            super.judge(resource, verdicts);
        }
    }

    @Override
    protected List<Finding> findings(Resource resource, Policy policy) {
        return policy.allows().stream()
                .flatMap(statement -> findings(resource, statement).stream())
                .toList();
    }

    /** What is not as demanded in a statement, of a policy that a resource holds, that allows something. */
    protected abstract List<Finding> findings(Resource holder, PolicyStatement statement);
}

package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;

/**
 * A stack of workloads has neither users nor access keys.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html">AWS: security best practices in IAM</a>
 */
@Guardrail(
        id = "iam-no-users",
        severity = Severity.HIGH,
        expects = "no users and no access keys",
        fix = "use roles, and single sign-on for people",
        why = "A key that never expires is copied somewhere",
        pci = {"7.2.5", "8.6.3"},
        sources = {
            "PCI.DSS.321-IAMUserNoPolicies",
            "CKV_AWS_273",
            "CKV_AWS_40",
            "AVD-AWS-0143",
            "IAM.2",
            "IAM_USER_NO_POLICIES_CHECK"
        })
final class IamNoUsers extends Rule {
    private static final Set<String> PEOPLE =
            Set.of("aws_iam_user", "aws_iam_access_key", "aws_iam_user_login_profile");

    @Override
    public Set<String> types() {
        return PEOPLE;
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (Stack stack : program.stacks()) {
            List<Resource> found = stack.resources().stream()
                    .filter(resource -> PEOPLE.contains(resource.type()))
                    .toList();
            if (found.isEmpty()) {
                judging.about(Subject.of(stack), verdicts -> verdicts.pass("", "no user, no access key"));
            }
            found.forEach(resource -> judging.about(
                    Subject.of(resource),
                    verdicts -> verdicts.fail(resource.has("name") ? "name" : "user", "a " + resource.type())));
        }
    }
}

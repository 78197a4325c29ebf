package payments.infrastructure.guardrail.rules;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;

/** Whether a policy only bounds roles: it grants nothing, and must be wide to be of use. */
public final class Boundary {
    /** What gives a policy to somebody. */
    public static final List<String> ATTACHMENTS = List.of(
            "aws_iam_role_policy_attachment",
            "aws_iam_policy_attachment",
            "aws_iam_user_policy_attachment",
            "aws_iam_group_policy_attachment");

    private Boundary() {}

    /** Whether it is the boundary of a role and is attached to nobody. */
    public static boolean isOne(Resource policy) {
        return policy.type().equals("aws_iam_policy")
                && !policy.referrers("aws_iam_role", "permissions_boundary").isEmpty()
                && ATTACHMENTS.stream()
                        .allMatch(type -> policy.referrers(type, "policy_arn").isEmpty());
    }
}

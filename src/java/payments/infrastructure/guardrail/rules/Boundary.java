package payments.infrastructure.guardrail.rules;

import payments.infrastructure.guardrail.access.AttachedPolicies;
import payments.infrastructure.guardrail.model.Resource;

/** Whether a policy only bounds roles: it grants nothing, and must be wide to be of use. */
public final class Boundary {
    private Boundary() {}

    /** Whether it is the boundary of a role and is attached to nobody. */
    public static boolean isOne(Resource policy) {
        return policy.type().equals("aws_iam_policy")
                && !policy.referrers("aws_iam_role", "permissions_boundary").isEmpty()
                && AttachedPolicies.of(policy, AttachedPolicies.types())
                        .findAny()
                        .isEmpty();
    }
}

package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/**
 * The rules on roles and their policies.
 */
public final class IamRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new IamNoAdmin(),
            new IamNoServiceWildcard(),
            new IamNoStarResource(),
            new IamReachNamed(),
            new IamConditionsHold(),
            new IamNoPrivilegeEscalation(),
            new IamRecordsKept(),
            new IamNoKmsDecryptStar(),
            new IamTrustScoped(),
            new IamTrustUsed(),
            new IamPermissionBoundarySet(),
            new IamNoUsers(),
            new IamManagedPoliciesAccepted(),
            new IamPasswordPolicySet(),
            new IamEntityAccepted());

    private IamRules() {}
}

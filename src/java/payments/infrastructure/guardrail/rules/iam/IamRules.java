package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/**
 * The rules on roles and their policies.
 */
public final class IamRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new NoAdmin(),
            new NoServiceWildcard(),
            new NoStarResource(),
            new NoPrivEsc(),
            new NoKmsDecryptStar(),
            new TrustScoped(),
            new PermissionBoundary(),
            new NoUsers(),
            new ManagedPoliciesAccepted(),
            new PasswordPolicy());

    private IamRules() {}
}

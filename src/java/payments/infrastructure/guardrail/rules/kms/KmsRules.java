package payments.infrastructure.guardrail.rules.kms;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/**
 * The rules on keys.
 */
public final class KmsRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new RotationEnabled(),
            new DeletionWindow(),
            new PolicyExplicit(),
            new PolicyNoWildcardPrincipal(),
            new ServiceGrantScoped(),
            new KeyInResourceRegion(),
            new KeyUsable());

    private KmsRules() {}
}

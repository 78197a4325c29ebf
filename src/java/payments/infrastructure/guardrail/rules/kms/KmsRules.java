package payments.infrastructure.guardrail.rules.kms;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/**
 * The rules on keys.
 */
public final class KmsRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new KmsRotationEnabled(),
            new KmsDeletionWindowSet(),
            new KmsPolicyExplicit(),
            new KmsPolicyNoWildcardPrincipal(),
            new KmsServiceGrantScoped(),
            new KmsEveryoneThroughService(),
            new KmsKeyInResourceRegion(),
            new KmsAliasFits(),
            new KmsKeyUsable(),
            new KmsArgumentsAgree());

    private KmsRules() {}
}

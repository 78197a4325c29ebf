package payments.infrastructure.guardrail.rules.waf;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on web application firewalls. */
public final class WafRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new WafManagedRulesBlock(),
            new WafLogged(),
            new WafOversizeBlocked(),
            new WafMeasured(),
            new WafRulesAct(),
            new WafRulesAccepted());

    private WafRules() {}
}

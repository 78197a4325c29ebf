package payments.infrastructure.guardrail.rules.loadbalancer;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on load balancers. */
public final class LoadBalancerRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new HttpsOnly(),
            new TlsPolicyStrong(),
            new HttpHardened(),
            new AccessLogged(),
            new WafInFront(),
            new Resilient());

    private LoadBalancerRules() {}
}

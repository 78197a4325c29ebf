package payments.infrastructure.guardrail.rules.loadbalancer;

import java.util.List;
import payments.infrastructure.guardrail.rule.Rule;

/** The rules on load balancers. */
public final class LoadBalancerRules {
    /** All of them, in the order of the catalogue. */
    public static final List<Rule> ALL = List.of(
            new AlbHttpsOnly(),
            new AlbTlsPolicyStrong(),
            new AlbHttpHardened(),
            new AlbAccessLogged(),
            new AlbWafInFront(),
            new AlbCallersAuthenticated(),
            new AlbResilient());

    private LoadBalancerRules() {}
}

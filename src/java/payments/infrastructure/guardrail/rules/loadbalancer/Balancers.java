package payments.infrastructure.guardrail.rules.loadbalancer;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What load balancers are. */
final class Balancers {
    private Balancers() {}

    /** Whether it reads HTTP: the provider's default, and what a rule assumes of an unknown one. */
    static boolean isApplication(Resource balancer) {
        Value type = balancer.attribute("load_balancer_type");
        return !type.is("network") && !type.is("gateway");
    }
}

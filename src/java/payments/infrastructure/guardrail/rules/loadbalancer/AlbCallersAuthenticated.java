package payments.infrastructure.guardrail.rules.loadbalancer;

import payments.infrastructure.guardrail.model.EntryRoutes;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.OpenRoutes;

/**
 * Whatever an application load balancer of the internet forwards, it has asked who is calling: by an action that authenticates or
 * checks a token, or by certificates of the callers. GET /health is for the health checkers. In the cardholder data environment an
 * open rule is critical, elsewhere high: where something behind or before the load balancer authenticates, a suppression says so.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html">AWS: authenticate users</a>
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html">AWS: mutual authentication</a>
 */
@Guardrail(
        id = "alb-auth",
        severity = Severity.HIGH,
        expects = "an authenticate action before each forward, or mutual_authentication verify",
        fix =
                "add an action authenticate-oidc or authenticate-cognito before forward, or verify certificates of the callers",
        why = "A payment route without it is open to every caller",
        pci = {"7.3.1", "7.3.3"},
        sources = "ours: apigw-auth for load balancers")
final class AlbCallersAuthenticated extends ResourceRule {
    AlbCallersAuthenticated() {
        super("aws_lb_listener", "aws_alb_listener", "aws_lb_listener_rule", "aws_alb_listener_rule");
    }

    @Override
    protected void judge(Resource entry, Verdicts verdicts) {
        boolean rule = entry.type().endsWith("_rule");
        Resource listener = rule ? entry.attribute("listener_arn").target().orElse(entry) : entry;
        boolean internal = listener.attribute("load_balancer_arn")
                .target()
                .filter(balancer -> !Balancers.isApplication(balancer)
                        || balancer.attribute("internal").isTrue())
                .isPresent();
        String actions = rule ? "action" : "default_action";
        String name = EntryRoutes.name(entry);
        if (internal) {
            verdicts.notApplicable("the load balancer is internal, or does not read HTTP");
        } else if (!EntryRoutes.forwardsUnasked(entry)) {
            verdicts.pass(actions, "nothing is forwarded unasked");
        } else if (listener.attribute("mutual_authentication.mode").is("verify")) {
            verdicts.pass("mutual_authentication.mode", "verify");
        } else if (EntryRoutes.isPublic(name)) {
            verdicts.pass(actions, name);
        } else {
            OpenRoutes.failOpen(
                    entry, actions, "forward without authentication on " + name, "authentication on " + name, verdicts);
        }
    }
}

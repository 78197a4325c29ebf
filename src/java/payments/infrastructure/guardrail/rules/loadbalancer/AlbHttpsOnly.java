package payments.infrastructure.guardrail.rules.loadbalancer;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Listeners speak TLS, or do nothing but send the client to HTTPS; the rules of a plain listener count like its
 * default action. A redirect without a protocol does not change the protocol. TCP and UDP of a network load balancer are
 * passed through, so TLS is a matter of what stands behind it.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html">AWS: listeners</a>
 */
@Guardrail(
        id = "alb-https-only",
        severity = Severity.HIGH,
        expects = "HTTPS, or HTTP that only redirects to HTTPS",
        fix = "set protocol to HTTPS, or the default action to a 301 redirect with protocol HTTPS",
        why = "One request in clear is enough to lose a session",
        pci = {"4.2.1", "2.2.7"},
        sources = {
            "PCI.DSS.321-ALBHttpToHttpsRedirection",
            "CKV_AWS_2",
            "CKV2_AWS_20",
            "AVD-AWS-0054",
            "ELB.1",
            "ELB.18",
            "ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK"
        })
final class AlbHttpsOnly extends ResourceRule {
    private static final Set<String> PASSED_THROUGH = Set.of("TCP", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC", "GENEVE");

    AlbHttpsOnly() {
        super("aws_lb_listener", "aws_alb_listener");
    }

    @Override
    protected void judge(Resource listener, Verdicts verdicts) {
        Value protocol = listener.attribute("protocol");
        if (protocol.isOneOf(PASSED_THROUGH)) {
            verdicts.notApplicable("the listener passes " + protocol + " through");
        } else if (protocol.isUnknown()) {
            verdicts.unknown("protocol", protocol);
        } else if (protocol.is("HTTPS") || protocol.is("TLS")) {
            verdicts.pass("protocol", protocol);
        } else if (!onlyRedirects(listener.blocks("default_action"))) {
            verdicts.fail("default_action.redirect", "HTTP that answers by itself");
        } else {
            verdicts.pass("default_action.redirect", "to HTTPS");
            judgeRules(listener, verdicts);
        }
    }

    private static void judgeRules(Resource listener, Verdicts verdicts) {
        Stream.of("aws_lb_listener_rule", "aws_alb_listener_rule")
                .flatMap(type -> listener.referrers(type, "listener_arn").stream())
                .filter(rule -> !onlyRedirects(rule.blocks("action")))
                .forEach(rule -> verdicts.fail(
                        rule.address(), "aws_lb_listener_rule.action", rule.address(), "only redirects to HTTPS"));
    }

    private static boolean onlyRedirects(List<Block> actions) {
        return !actions.isEmpty()
                && actions.stream()
                        .allMatch(action -> action.attribute("type").is("redirect")
                                && action.attribute("redirect.protocol").is("HTTPS"));
    }
}

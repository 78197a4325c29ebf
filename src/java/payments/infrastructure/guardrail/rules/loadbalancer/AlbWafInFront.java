package payments.infrastructure.guardrail.rules.loadbalancer;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every application load balancer that the internet reaches has a web ACL, and none lets requests pass when the
 * firewall is out of reach.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html">AWS: what a web ACL protects</a>
 */
@Guardrail(
        id = "alb-waf",
        severity = Severity.HIGH,
        expects = "a web ACL, and no failing open",
        fix = "add an aws_wafv2_web_acl_association, leave enable_waf_fail_open false",
        why = "PCI DSS demands an automated defence in front of public web applications",
        pci = "6.4.2",
        sources = {"PCI.DSS.321-ALBWAFEnabled", "CKV2_AWS_28", "ELB.16", "ALB_WAF_ENABLED"})
final class AlbWafInFront extends ResourceRule {
    AlbWafInFront() {
        super("aws_lb", "aws_alb");
    }

    @Override
    protected void judge(Resource balancer, Verdicts verdicts) {
        if (!Balancers.isApplication(balancer)) {
            verdicts.notApplicable("only application load balancers take a web ACL");
            return;
        }
        verdicts.require(balancer, "enable_waf_fail_open", open -> open.isAbsent() || open.isFalse());
        if (balancer.attribute("internal").isTrue()) {
            return;
        }
        List<Resource> associations = balancer.referrers("aws_wafv2_web_acl_association", "resource_arn");
        if (associations.isEmpty()) {
            verdicts.fail("waf", "aws_wafv2_web_acl_association.resource_arn", "no web ACL", "a web ACL");
        } else {
            verdicts.pass(
                    "aws_wafv2_web_acl_association.resource_arn",
                    associations.get(0).address());
        }
    }
}

package payments.infrastructure.guardrail.rules.loadbalancer;

import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An application load balancer drops header fields that no server should see and keeps requests that two servers could
 * read differently away from the targets. The mode of AWS is defensive when none is given.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html">AWS: attributes of a load balancer</a>
 */
@Guardrail(
        id = "alb-http-hardening",
        severity = Severity.MEDIUM,
        expects = "drop_invalid_header_fields true, desync mitigation defensive or strictest",
        fix = "set drop_invalid_header_fields to true and desync_mitigation_mode to strictest",
        why = "Request smuggling begins with a header that two servers read differently",
        pci = "6.2.4",
        sources = {
            "PCI.DSS.321-ALBHttpDropInvalidHeaderEnabled",
            "CKV_AWS_131",
            "AVD-AWS-0052",
            "ELB.4",
            "ELB.12",
            "ALB_HTTP_DROP_INVALID_HEADER_ENABLED",
            "ALB_DESYNC_MODE_CHECK"
        })
final class AlbHttpHardened extends ResourceRule {
    AlbHttpHardened() {
        super("aws_lb", "aws_alb");
    }

    @Override
    protected void judge(Resource balancer, Verdicts verdicts) {
        if (!Balancers.isApplication(balancer)) {
            verdicts.notApplicable("it does not read HTTP");
            return;
        }
        verdicts.require(balancer, "drop_invalid_header_fields", Value::isTrue);
        verdicts.require(
                balancer,
                "desync_mitigation_mode",
                mode -> mode.isAbsent() || mode.isOneOf(Set.of("defensive", "strictest")));
    }
}

package payments.infrastructure.guardrail.rules.loadbalancer;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every load balancer writes its access log to a bucket. A block without enabled logs nothing: the provider's default
 * is false.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html">AWS: access logs</a>
 */
@Guardrail(
        id = "alb-access-logs",
        severity = Severity.MEDIUM,
        expects = "access logs enabled, to a bucket",
        fix = "add access_logs with the log bucket and enabled true",
        why = "Requests that never reach the application are seen nowhere else",
        pci = "10.2.1",
        sources = {"PCI.DSS.321-ELBLoggingEnabled", "AwsSolutions-ELB2", "CKV_AWS_91", "ELB.5", "ELB_LOGGING_ENABLED"})
final class AlbAccessLogged extends ResourceRule {
    AlbAccessLogged() {
        super("aws_lb", "aws_alb");
    }

    @Override
    protected void judge(Resource balancer, Verdicts verdicts) {
        if (balancer.attribute("load_balancer_type").is("gateway")) {
            verdicts.notApplicable("a gateway load balancer has no access log");
            return;
        }
        verdicts.require(balancer, "access_logs.enabled", Value::isTrue);
        if (balancer.attribute("access_logs.enabled").isTrue()) {
            verdicts.requireWritten(
                    balancer,
                    "access_logs.bucket",
                    bucket -> !bucket.text().isEmpty() || bucket.target().isPresent());
        }
    }
}

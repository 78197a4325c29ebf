package payments.infrastructure.guardrail.rules.waf;

import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A web ACL and each of its rules count what they see in metrics, so that alarms and dashboards can distinguish an attack
 * from a quiet day.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/monitoring-cloudwatch.html">AWS: metrics of WAF</a>
 */
@Guardrail(
        id = "waf-metrics",
        severity = Severity.LOW,
        expects = "cloudwatch_metrics_enabled true on the web ACL and each rule",
        fix = "set visibility_config.cloudwatch_metrics_enabled to true",
        why = "An alarm needs a metric",
        pci = "10.7.2",
        sources = "WAF.12")
final class WafMeasured extends ResourceRule {
    WafMeasured() {
        super("aws_wafv2_web_acl");
    }

    @Override
    protected void judge(Resource acl, Verdicts verdicts) {
        verdicts.require(acl, "visibility_config.cloudwatch_metrics_enabled", Value::isTrue);
        for (Block rule : acl.blocks("rule")) {
            String name = rule.attribute("name").text();
            if (rule.attribute("visibility_config.cloudwatch_metrics_enabled").isTrue()) {
                verdicts.pass("rule.visibility_config.cloudwatch_metrics_enabled", name);
            } else {
                verdicts.fail(
                        name,
                        "rule.visibility_config.cloudwatch_metrics_enabled",
                        name + " has no metric",
                        "a metric of each rule");
            }
        }
    }
}

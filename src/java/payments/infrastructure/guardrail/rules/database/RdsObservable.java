package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * Load is seen by statement and by process, under a key of ours. Both are off by default.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html">AWS: Performance Insights</a>
 */
@Guardrail(
        id = "rds-observability",
        severity = Severity.LOW,
        expects = "Performance Insights with a customer managed key, and enhanced monitoring",
        fix = "set performance_insights_enabled, performance_insights_kms_key_id and monitoring_interval",
        why = "Without it, a slow database is a riddle while payments wait",
        pci = "10.7.2",
        sources = {"CKV_AWS_353", "CKV_AWS_354", "CKV_AWS_118", "AVD-AWS-0133", "AVD-AWS-0078", "RDS.6"})
final class RdsObservable extends ResourceRule {

    RdsObservable() {
        super("aws_db_instance", "aws_rds_cluster_instance");
    }

    @Override
    protected void judge(Resource instance, Verdicts verdicts) {
        verdicts.require(instance, "performance_insights_enabled", Value::isTrue);
        if (instance.attribute("performance_insights_enabled").isTrue()) {
            CustomerKey.require(verdicts, instance, "performance_insights_kms_key_id");
        }
        verdicts.require(instance, "monitoring_interval", seconds -> seconds.isBetween(1, 60));
    }
}

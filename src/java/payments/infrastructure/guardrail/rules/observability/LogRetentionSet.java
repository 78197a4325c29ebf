package payments.infrastructure.guardrail.rules.observability;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Logs near cardholder data are kept for a year and then deleted. Absent or 0 means for ever, which public checks let pass, and
 * which breaks the limit of PCI DSS 3.2.1. Other groups need any limit.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html">AWS: log retention</a>
 */
@Guardrail(
        id = "log-retention",
        severity = Severity.HIGH,
        expects = "at least 365 days and not for ever (out of scope: any limit)",
        fix = "set retention_in_days to 400",
        why = "An intrusion is found after months, and the log must still be there",
        pci = {"10.5.1", "3.2.1"},
        sources = {
            "PCI.DSS.321-CloudWatchLogGroupRetentionPeriod",
            "CKV_AWS_338",
            "CKV_AWS_66",
            "CW_LOGGROUP_RETENTION_PERIOD_CHECK"
        })
final class LogRetentionSet extends ResourceRule {

    LogRetentionSet() {
        super("aws_cloudwatch_log_group");
    }

    @Override
    protected void judge(Resource group, Verdicts verdicts) {
        int least = group.isInScope() ? 365 : 1;
        verdicts.require(group, "retention_in_days", days -> days.isBetween(least, 3653));
    }
}

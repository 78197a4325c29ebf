package payments.infrastructure.guardrail.rules.audit;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The trail goes to a log group too, where filters and alarms see it within minutes.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html">AWS: sending events to CloudWatch Logs</a>
 */
@Guardrail(
        id = "ct-cloudwatch",
        severity = Severity.MEDIUM,
        expects = "cloud_watch_logs_group_arn ending in :* and cloud_watch_logs_role_arn",
        fix = "set both",
        why = "Files in a bucket are not read until it is too late",
        pci = "10.4.1.1",
        sources = {
            "PCI.DSS.321-CloudTrailCloudWatchLogsEnabled",
            "CKV2_AWS_10",
            "AVD-AWS-0162",
            "CloudTrail.5",
            "CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED"
        })
final class CloudTrailSearchable extends ResourceRule {

    CloudTrailSearchable() {
        super("aws_cloudtrail");
    }

    @Override
    protected void judge(Resource trail, Verdicts verdicts) {
        Value group = trail.attribute("cloud_watch_logs_group_arn");
        if (group.text().endsWith(":*") && group.text().length() > 2) {
            verdicts.pass("cloud_watch_logs_group_arn", group);
        } else {
            verdicts.fail("cloud_watch_logs_group_arn", group);
        }
        Value role = trail.attribute("cloud_watch_logs_role_arn");
        if (role.isPresent() && !role.text().isBlank()) {
            verdicts.pass("cloud_watch_logs_role_arn", role);
        } else {
            verdicts.fail("role", "cloud_watch_logs_role_arn", role.toString());
        }
    }
}

package payments.infrastructure.guardrail.rules.audit;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * CloudTrail signs what it delivers, so that a changed or missing file is noticed. Off is the default.
 *
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html">AWS: validating log files</a>
 */
@Guardrail(
        id = "ct-validation",
        severity = Severity.HIGH,
        expects = "log file validation",
        fix = "set enable_log_file_validation to true",
        why = "An intruder would edit the record of the intrusion",
        pci = "10.3.2",
        sources = {
            "PCI.DSS.321-CloudTrailLogFileValidationEnabled",
            "CKV_AWS_36",
            "AVD-AWS-0016",
            "CloudTrail.4",
            "CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"
        })
final class CloudTrailValidated extends ResourceRule {

    CloudTrailValidated() {
        super("aws_cloudtrail");
    }

    @Override
    protected void judge(Resource trail, Verdicts verdicts) {
        verdicts.require(trail, "enable_log_file_validation", Value::isTrue);
    }
}

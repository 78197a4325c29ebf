package payments.infrastructure.guardrail.rules.workflow;

import java.util.Map;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * What waits in state machines, buses and schedules is encrypted with a key of ours.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html">AWS: encryption of Step Functions</a>
 */
@Guardrail(
        id = "orchestration-cmk",
        severity = Severity.LOW,
        expects = "a customer managed key",
        fix = "set encryption_configuration.kms_key_id, kms_key_identifier or kms_key_arn",
        why = "Inputs of runs and events are data at rest too",
        pci = "3.5.1",
        sources = "CKV_AWS_297")
final class OrchestrationEncrypted extends ResourceRule {
    private static final Map<String, String> ATTRIBUTES = Map.of(
            "aws_sfn_state_machine", "encryption_configuration.kms_key_id",
            "aws_cloudwatch_event_bus", "kms_key_identifier",
            "aws_scheduler_schedule", "kms_key_arn");

    OrchestrationEncrypted() {
        super("aws_sfn_state_machine", "aws_cloudwatch_event_bus", "aws_scheduler_schedule");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        CustomerKey.require(verdicts, subject, ATTRIBUTES.getOrDefault(subject.type(), "kms_key_arn"));
    }
}

package payments.infrastructure.guardrail.rules.queue;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * Messages are encrypted with a key of ours. SQS's own key cannot be opened to S3, SNS or EventBridge, and SSE-SQS has no key
 * that an owner could withdraw.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html">AWS: key management of SQS</a>
 */
@Guardrail(
        id = "sqs-cmk",
        severity = Severity.MEDIUM,
        expects = "a customer managed key",
        fix = "set kms_master_key_id to the messaging key of the region",
        why = "Messages under a key that others keep can be neither fenced off nor delivered by other services",
        pci = {"3.5.1", "8.3.2"},
        sources = {"AwsSolutions-SQS2", "CKV_AWS_27", "CKV2_AWS_73", "AVD-AWS-0096", "AVD-AWS-0135", "SQS.1"})
final class SqsEncrypted extends ResourceRule {

    SqsEncrypted() {
        super("aws_sqs_queue");
    }

    @Override
    protected void judge(Resource queue, Verdicts verdicts) {
        CustomerKey.require(verdicts, queue, "kms_master_key_id");
    }
}

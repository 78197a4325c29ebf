package payments.infrastructure.guardrail.rules.topic;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;
import payments.infrastructure.guardrail.rules.KeyUse;

/**
 * Topics are encrypted with a key of ours whose policy lets the services publish that the program makes publish: alarms, event
 * rules, bucket notifications, database events. With the key of SNS itself their messages are dropped without a word.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">AWS: key management of SNS</a>
 */
@Guardrail(
        id = "sns-cmk",
        severity = Severity.HIGH,
        expects =
                "a customer managed key whose policy allows kms:GenerateDataKey and kms:Decrypt to every service that publishes here",
        fix = "set kms_master_key_id to the messaging key, and let the publishing services use it",
        why = "An alarm that may not use its topic's key is not delivered",
        pci = "8.3.2",
        sources = {
            "PCI.DSS.321-SNSEncryptedKMS",
            "CKV_AWS_26",
            "AVD-AWS-0095",
            "AVD-AWS-0136",
            "SNS.1",
            "SNS_ENCRYPTED_KMS"
        })
final class SnsEncrypted extends ResourceRule {
    /** Which resource makes which service publish: type, attribute, service. */
    private static final List<List<String>> PUBLISHERS = List.of(
            List.of("aws_cloudwatch_metric_alarm", "alarm_actions", "cloudwatch.amazonaws.com"),
            List.of("aws_cloudwatch_metric_alarm", "ok_actions", "cloudwatch.amazonaws.com"),
            List.of("aws_cloudwatch_metric_alarm", "insufficient_data_actions", "cloudwatch.amazonaws.com"),
            List.of("aws_cloudwatch_composite_alarm", "alarm_actions", "cloudwatch.amazonaws.com"),
            List.of("aws_cloudwatch_event_target", "arn", "events.amazonaws.com"),
            List.of("aws_s3_bucket_notification", "topic.topic_arn", "s3.amazonaws.com"),
            List.of("aws_db_event_subscription", "sns_topic", "events.rds.amazonaws.com"));

    private static final List<String> ACTIONS = List.of("kms:GenerateDataKey", "kms:Decrypt");

    SnsEncrypted() {
        super("aws_sns_topic");
    }

    @Override
    protected void judge(Resource topic, Verdicts verdicts) {
        CustomerKey.require(verdicts, topic, "kms_master_key_id");
        Optional<Resource> key = CustomerKey.of(topic, topic.attribute("kms_master_key_id"));
        if (key.isEmpty()) {
            return;
        }
        Target target = Permissions.ofKey(key.get());
        for (String service : publishers(topic)) {
            for (String action : ACTIONS) {
                if (!KeyUse.isPossible(target, service, action, context(topic, service))) {
                    verdicts.fail(
                            service + "::" + action,
                            "kms_master_key_id",
                            key.get() + " does not let " + service + " do " + action);
                }
            }
        }
    }

    private static Set<String> publishers(Resource topic) {
        Set<String> services = new LinkedHashSet<>();
        for (List<String> publisher : PUBLISHERS) {
            if (!topic.referrers(publisher.get(0), publisher.get(1)).isEmpty()) {
                services.add(publisher.get(2));
            }
        }
        return services;
    }

    /** EventBridge sends neither source nor account to KMS (AWS: "AWS KMS permissions for EventBridge and SNS"). */
    private static RequestContext context(Resource topic, String service) {
        return service.equals("events.amazonaws.com")
                ? RequestContext.nothing().without("aws:SourceAccount", "aws:SourceArn")
                : RequestContext.nothing().with("aws:SourceAccount", topic.account());
    }
}

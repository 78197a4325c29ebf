package payments.infrastructure.guardrail.rules.observability;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;
import payments.infrastructure.guardrail.rules.KeyUse;

/**
 * Logs are encrypted with a key of ours whose policy lets CloudWatch Logs of the region use it for this group, and for no group of
 * somebody else: the service sends the group's ARN as encryption context.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">AWS: encrypt log data</a>
 */
@Guardrail(
        id = "log-group-cmk",
        severity = Severity.HIGH,
        expects =
                "a customer managed key whose policy lets logs.<region>.amazonaws.com use it with kms:EncryptionContext:aws:logs:arn of our groups only",
        fix = "set kms_key_id, and allow the service in the key's policy with the condition on aws:logs:arn",
        why = "Logs show who paid whom; a key that refuses the service stops the group from being created",
        pci = {"10.3.2", "8.3.2"},
        sources = {
            "PCI.DSS.321-CloudWatchLogGroupEncrypted",
            "CKV_AWS_158",
            "AVD-AWS-0017",
            "CLOUDWATCH_LOG_GROUP_ENCRYPTED"
        })
final class LogGroupEncrypted extends ResourceRule {
    private static final List<String> ACTIONS = List.of("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey");
    private static final String CONTEXT = "kms:EncryptionContext:aws:logs:arn";
    private static final String STRANGER = "${another:account.of.somebody.else}";

    LogGroupEncrypted() {
        super("aws_cloudwatch_log_group");
    }

    @Override
    protected void judge(Resource group, Verdicts verdicts) {
        CustomerKey.require(verdicts, group, "kms_key_id");
        Optional<Resource> key = CustomerKey.of(group, group.attribute("kms_key_id"));
        if (key.isEmpty()) {
            return;
        }
        Target target = Permissions.ofKey(key.get());
        String service = "logs." + group.region() + ".amazonaws.com";
        RequestContext ours = RequestContext.nothing()
                .with(CONTEXT, group.arn())
                .with("aws:SourceArn", group.arn())
                .with("aws:SourceAccount", group.account());
        for (String action : ACTIONS) {
            if (!KeyUse.isPossible(target, service, action, ours)) {
                verdicts.fail(
                        action,
                        "kms_key_id",
                        key.get() + " does not let " + service + " do " + action + " for this group");
            }
        }
        String foreign = "arn:aws:logs:" + group.region() + ":" + STRANGER + ":log-group:stranger";
        RequestContext theirs = RequestContext.nothing()
                .with(CONTEXT, foreign)
                .with("aws:SourceArn", foreign)
                .with("aws:SourceAccount", STRANGER);
        Decision decision = Access.may(Identity.outside(Caller.service(service)), "kms:Decrypt", target, theirs);
        if (decision.outcome() == Decision.Outcome.ALLOWED) {
            verdicts.fail("context", "kms_key_id", key.get() + " lets " + service + " in for groups of any account");
        }
    }
}

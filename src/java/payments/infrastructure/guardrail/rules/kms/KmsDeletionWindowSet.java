package payments.infrastructure.guardrail.rules.kms;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * In production a key waits 30 days, the longest AWS knows, before it is gone. Absent means 30 too. Elsewhere a key may go
 * sooner, so that an environment can be removed and built again.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html">AWS: delete keys</a>
 */
@Guardrail(
        id = "kms-deletion-window",
        severity = Severity.HIGH,
        expects = "30 days in production",
        fix = "set deletion_window_in_days to 30",
        why = "A key deleted in haste takes all data under it with it",
        pci = "3.7.5",
        sources = {"KMS.3", "KMS_CMK_NOT_SCHEDULED_FOR_DELETION"})
final class KmsDeletionWindowSet extends ResourceRule {
    private static final long LONGEST = 30;

    KmsDeletionWindowSet() {
        super("aws_kms_key", "aws_kms_replica_key", "aws_kms_external_key");
    }

    @Override
    protected void judge(Resource key, Verdicts verdicts) {
        if (!key.isProduction()) {
            verdicts.notApplicable("not in production");
            return;
        }
        verdicts.require(key, "deletion_window_in_days", days -> days.isAbsent() || days.isBetween(LONGEST, LONGEST));
    }
}

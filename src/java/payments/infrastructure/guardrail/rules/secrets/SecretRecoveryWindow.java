package payments.infrastructure.guardrail.rules.secrets;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * In production a deleted secret can be restored for a week or more. Elsewhere it may go at once: its name is otherwise taken
 * when the environment is built again.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html">AWS: delete a secret</a>
 */
@Guardrail(
        id = "secret-recovery-window",
        severity = Severity.LOW,
        expects = "at least 7 days in production",
        fix = "remove recovery_window_in_days, or set 7 to 30",
        why = "A secret deleted by mistake could not be brought back",
        sources = "ours: a secret deleted at once cannot be restored")
final class SecretRecoveryWindow extends ResourceRule {
    private static final long SHORTEST = 7;
    private static final long LONGEST = 30;

    SecretRecoveryWindow() {
        super("aws_secretsmanager_secret");
    }

    @Override
    protected void judge(Resource secret, Verdicts verdicts) {
        if (secret.isProduction()) {
            verdicts.require(
                    secret, "recovery_window_in_days", days -> days.isAbsent() || days.isBetween(SHORTEST, LONGEST));
        } else {
            verdicts.notApplicable("not in production");
        }
    }
}

package payments.infrastructure.guardrail.rules.secrets;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Secrets change by themselves at least every 90 days. A schedule is computed: public rules accept any {@code cron}, also one
 * that comes once a year. Secrets that RDS manages rotate by themselves and are no resource of the program.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html">AWS: rotation
 *     schedules</a>
 */
@Guardrail(
        id = "secret-rotation",
        severity = Severity.MEDIUM,
        expects = "rotation at least every 90 days",
        fix = "add aws_secretsmanager_secret_rotation with 30 to 90 days, or let RDS manage the password",
        why = "A password that leaks today opens the door for years",
        pci = {"8.6.3", "8.3.9"},
        sources = {
            "AwsSolutions-SMG4",
            "CKV2_AWS_57",
            "CKV_AWS_304",
            "SecretsManager.1",
            "SecretsManager.4",
            "SECRETSMANAGER_ROTATION_ENABLED_CHECK"
        })
final class SecretRotated extends ResourceRule {
    private static final String ROTATION = "aws_secretsmanager_secret_rotation";
    private static final String DAYS = "rotation_rules.automatically_after_days";
    private static final String SCHEDULE = "rotation_rules.schedule_expression";
    private static final int LONGEST_DAYS = 90;

    SecretRotated() {
        super("aws_secretsmanager_secret");
    }

    @Override
    protected void judge(Resource secret, Verdicts verdicts) {
        List<Resource> rotations = secret.referrers(ROTATION, "secret_id");
        if (rotations.isEmpty()) {
            verdicts.fail(ROTATION, "(absent)");
        }
        for (Resource rotation : rotations) {
            if (rotation.has(SCHEDULE)) {
                verdicts.require(rotation, SCHEDULE, schedule -> RotationSchedule.longestGapDays(schedule.text())
                        .filter(days -> days <= LONGEST_DAYS)
                        .isPresent());
            } else {
                verdicts.require(rotation, DAYS, days -> days.isBetween(1, LONGEST_DAYS));
            }
        }
    }
}

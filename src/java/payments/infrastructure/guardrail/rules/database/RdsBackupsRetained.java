package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Backups are retained for a stated time. Without the attribute the provider keeps none and the API one day, so absent is a
 * failure. Read replicas are restored from their source.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html">AWS: backup retention, 0 to 35 days</a>
 */
@Guardrail(
        id = "rds-backup-retention",
        severity = Severity.HIGH,
        expects = "at least 7 days, written down; 35 in production",
        fix = "set backup_retention_period to 35",
        why = "An error that is found after the last backup is gone cannot be undone",
        pci = "3.2.1",
        sources = {"AwsSolutions-RDS13", "CKV_AWS_133", "AVD-AWS-0077", "RDS.11", "RDS.50", "DB_INSTANCE_BACKUP_ENABLED"
        })
final class RdsBackupsRetained extends ResourceRule {

    RdsBackupsRetained() {
        super("aws_db_instance", "aws_rds_cluster");
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        if (Databases.isReplica(database)) {
            verdicts.notApplicable("a read replica; its source has the backups");
            return;
        }
        int least = database.isProduction() ? 35 : 7;
        verdicts.require(database, "backup_retention_period", days -> days.isBetween(least, 35));
    }
}

package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A database of production cannot be deleted by one call, and leaves a snapshot when it is. The provider takes a final snapshot
 * unless the setting says otherwise, and then needs a name for it. Other environments must be easy to remove, and hold no payments that count.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html">AWS: deleting a database</a>
 */
@Guardrail(
        id = "rds-deletion-guard",
        severity = Severity.HIGH,
        expects = "in production deletion protection, and a final snapshot with an identifier",
        fix = "set deletion_protection to true, skip_final_snapshot to false, and final_snapshot_identifier",
        why = "One wrong call would delete the ledger",
        sources = {"AwsSolutions-RDS10", "CKV_AWS_139", "CKV_AWS_293", "AVD-AWS-0177", "AVD-AWS-0343", "RDS.7", "RDS.8"
        })
final class RdsDeletionGuarded extends ResourceRule {

    RdsDeletionGuarded() {
        super("aws_db_instance", "aws_rds_cluster", "aws_rds_global_cluster");
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        if (!database.isProduction()) {
            verdicts.notApplicable("not production");
            return;
        }
        verdicts.require(database, "deletion_protection", Value::isTrue);
        if (!database.type().equals("aws_rds_global_cluster") && !Databases.isReplica(database)) {
            verdicts.require(database, "skip_final_snapshot", skip -> skip.isAbsent() || skip.isFalse());
            if (!database.attribute("skip_final_snapshot").isTrue()) {
                Value name = database.attribute("final_snapshot_identifier");
                if (name.isPresent()) {
                    verdicts.pass("final_snapshot_identifier", name);
                } else {
                    verdicts.fail("final_snapshot_identifier", name);
                }
            }
        }
    }
}

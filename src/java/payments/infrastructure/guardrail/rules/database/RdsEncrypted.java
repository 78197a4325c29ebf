package payments.infrastructure.guardrail.rules.database;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * Storage is encrypted with a key of ours: it protects disks and snapshots. It does not make card numbers unreadable (PCI DSS
 * 3.5.1.2), which therefore never reach the database. A replica beside its source has the source's encryption. Storage is not
 * encrypted by default.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html">AWS: encryption of RDS</a>
 */
@Guardrail(
        id = "rds-encrypted-cmk",
        severity = Severity.CRITICAL,
        expects = "encrypted storage with a customer managed key",
        fix = "set storage_encrypted to true and kms_key_id to the database key of the region",
        why = "A stolen disk or a shared snapshot would be readable",
        pci = {"3.5.1.2", "8.3.2"},
        sources = {
            "PCI.DSS.321-RDSStorageEncrypted",
            "AwsSolutions-RDS2",
            "CKV_AWS_16",
            "CKV_AWS_96",
            "CKV_AWS_327",
            "CKV_AWS_140",
            "AVD-AWS-0079",
            "AVD-AWS-0080",
            "RDS.3",
            "RDS.27",
            "RDS_STORAGE_ENCRYPTED"
        })
final class RdsEncrypted extends ResourceRule {

    RdsEncrypted() {
        super("aws_db_instance", "aws_rds_cluster", "aws_rds_global_cluster");
    }

    @Override
    protected void judge(Resource database, Verdicts verdicts) {
        if (Databases.isReplica(database) && Databases.sourceInRegion(database).isPresent()) {
            verdicts.notApplicable("encrypted as its source, which is judged");
            return;
        }
        boolean global = database.type().equals("aws_rds_global_cluster");
        if (global && database.has("source_db_cluster_identifier")) {
            verdicts.notApplicable("encrypted as its source cluster, which is judged");
            return;
        }
        verdicts.require(database, "storage_encrypted", Value::isTrue);
        if (!global) {
            CustomerKey.require(verdicts, database, "kms_key_id");
        }
    }
}

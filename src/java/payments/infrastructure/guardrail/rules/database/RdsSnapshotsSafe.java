package payments.infrastructure.guardrail.rules.database;

import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.CustomerKey;

/**
 * No snapshot is public, and every copy is one exact snapshot under a key of ours in the region of the copy. The copy of
 * automated backups to another region is held to the same.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html">AWS: copying a snapshot</a>
 */
@Guardrail(
        id = "rds-snapshots-safe",
        severity = Severity.HIGH,
        expects = "never shared with all; copies of one exact source, with a customer managed key of their own region",
        fix =
                "share with no account or named ones; set kms_key_id; use aws_db_instance_automated_backups_replication instead of copies",
        why = "A public snapshot is a public database, and a copy that names no snapshot fails when it is needed",
        pci = {"1.4.4", "3.5.1.2"},
        sources = {
            "CKV_AWS_302",
            "CKV_AWS_266",
            "RDS.1",
            "RDS.4",
            "RDS_SNAPSHOTS_PUBLIC_PROHIBITED",
            "RDS_SNAPSHOT_ENCRYPTED"
        })
final class RdsSnapshotsSafe extends ResourceRule {
    /** What copies from where: the attribute that names the source. */
    private static final Map<String, String> SOURCES = Map.of(
            "aws_db_snapshot_copy", "source_db_snapshot_identifier",
            "aws_rds_cluster_snapshot_copy", "source_db_cluster_snapshot_identifier",
            "aws_db_instance_automated_backups_replication", "source_db_instance_arn");

    RdsSnapshotsSafe() {
        super(
                "aws_db_snapshot",
                "aws_db_cluster_snapshot",
                "aws_db_snapshot_copy",
                "aws_rds_cluster_snapshot_copy",
                "aws_db_instance_automated_backups_replication");
    }

    @Override
    protected void judge(Resource snapshot, Verdicts verdicts) {
        verdicts.require(
                snapshot, "shared_accounts", accounts -> accounts.texts().noneMatch("all"::equals));
        String source = SOURCES.get(snapshot.type());
        if (source == null) {
            return;
        }
        CustomerKey.require(verdicts, snapshot, "kms_key_id");
        Optional<String> region = CustomerKey.region(snapshot.attribute("kms_key_id"));
        if (region.isPresent() && !region.get().equals(snapshot.region())) {
            verdicts.fail("region", "kms_key_id", "a key of " + region.get(), "a key of " + snapshot.region());
        }
        Value copied = snapshot.attribute(source);
        if (copied.isAbsent() || copied.text().contains("*")) {
            verdicts.fail("source", source, copied.toString(), "the ARN or identifier of one snapshot");
        } else {
            verdicts.pass(source, copied);
        }
    }
}

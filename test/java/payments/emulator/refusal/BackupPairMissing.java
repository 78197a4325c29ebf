package payments.emulator.refusal;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.BackupReplication;

/** Automated backups are copied between the pairs of regions that AWS lists. A pair that its page contradicts is refused. */
final class BackupPairMissing implements Refusal {
    @Override
    public String source() {
        return "backup-replication.tsv, https://github.com/boto/boto3/issues/3201";
    }

    @Override
    public @Nullable AwsError refuse(AwsCall call) {
        if (!call.is("rds", "StartDBInstanceAutomatedBackupsReplication")) {
            return null;
        }
        String[] source = call.parameter("SourceDBInstanceArn").split(":", -1);
        return source.length > 3 && BackupReplication.isListed(source[3], call.region())
                ? null
                : new AwsError(
                        400,
                        "InvalidParameterValue",
                        "Feature is not available in region %s.".formatted(call.region()));
    }
}

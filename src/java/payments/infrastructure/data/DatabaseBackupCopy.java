package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.db_instance_automated_backups_replication.DbInstanceAutomatedBackupsReplication;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Keeps a copy of a database's automated backups and transaction logs in a standby region, encrypted with that region's
 * key: the database can be restored there to any second up to a few minutes ago, without the region it ran in.
 */
public final class DatabaseBackupCopy extends Construct {
    /**
     * Defines the copy; AWS wants it to be asked for in the region that receives it.
     *
     * @param standby the region that receives the copy
     * @param keyArn the database key of that region
     */
    public DatabaseBackupCopy(
            Construct scope, String id, Placement standby, Database source, DatabaseSettings settings, KeyArn keyArn) {
        super(scope, id);
        DbInstanceAutomatedBackupsReplication.Builder.create(this, "Resource")
                .provider(standby.provider())
                .sourceDbInstanceArn(source.arn())
                .kmsKeyId(keyArn.value())
                .retentionPeriod(settings.backupRetentionDays())
                .build();
    }
}

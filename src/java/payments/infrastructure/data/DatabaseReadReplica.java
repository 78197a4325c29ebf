package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.WatchedDatabase;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * A running copy of the primary's database in a standby region, seconds behind and ready to be promoted. Engine, user,
 * storage and password come from the source.
 */
public final class DatabaseReadReplica extends Construct {
    private final DbInstance replica;

    /** Defines the replica beside the standby region's own database, whose subnet group it shares. */
    public DatabaseReadReplica(
            Construct scope,
            String id,
            StandbyLocation location,
            Database source,
            DatabaseSettings settings,
            ProtectionSettings protection,
            LogSettings logs) {
        super(scope, id);
        Placement there = location.placement();
        String name = there.name(ResourceName.DATABASE_REPLICA);
        this.replica = DbInstance.Builder.create(this, "Resource")
                .provider(there.provider())
                .identifier(name)
                .replicateSourceDb(source.arn())
                .instanceClass(settings.instanceClass())
                .storageEncrypted(true)
                .kmsKeyId(location.keyArn().value())
                .dbSubnetGroupName(there.name(ResourceName.DATABASE))
                .parameterGroupName(there.names().plain(settings.family()))
                .vpcSecurityGroupIds(List.of(location.securityGroupId()))
                .publiclyAccessible(false)
                .caCertIdentifier(InstanceDefaults.CERTIFICATE_AUTHORITY)
                .autoMinorVersionUpgrade(settings.followsMinorReleases())
                .backupRetentionPeriod(settings.backupRetentionDays())
                .copyTagsToSnapshot(true)
                .iamDatabaseAuthenticationEnabled(true)
                .deletionProtection(protection.deletionProtection())
                // A replica has nothing that its source has not; promoted, it is another resource.
                .skipFinalSnapshot(true)
                .enabledCloudwatchLogsExports(ExportedLogs.OF_INSTANCE.names())
                .dependsOn(ExportedLogs.OF_INSTANCE.groups(
                        this, there, ResourceName.DATABASE_REPLICA, logs, location.logsKeyArn()))
                .performanceInsightsEnabled(true)
                .performanceInsightsKmsKeyId(location.keyArn().value())
                .performanceInsightsRetentionPeriod(InstanceDefaults.PERFORMANCE_DATA_DAYS)
                .monitoringInterval(InstanceDefaults.MONITORING_SECONDS)
                .monitoringRoleArn(there.arns().role(there.name(ResourceName.DATABASE_MONITORING_ROLE)))
                .tags(Map.of("Name", name))
                .build();
    }

    /** By what its metrics are known. */
    public WatchedDatabase watched() {
        return WatchedDatabase.instance(replica.getIdentifier());
    }
}

package payments.infrastructure.data;

import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import com.hashicorp.cdktf.providers.aws.rds_global_cluster.RdsGlobalCluster;
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
 * An Aurora global database over the primary's cluster: a cluster in each standby region follows it, usually within a
 * second, and can be promoted. Beside the standby region's own database, whose subnet and parameter groups it shares.
 *
 * <p>A member says neither who its administrator is nor which databases it has: both come from the primary. Its version is
 * that of the global database, which moves all members at once; so a member's own is ignored (provider documentation,
 * aws_rds_global_cluster, "Upgrading engine versions").
 */
public final class AuroraGlobalDatabase extends Construct {
    private final Placement placement;
    private final DatabaseSettings settings;
    private final ProtectionSettings protection;
    private final LogSettings logs;
    private final RdsGlobalCluster global;

    /** Takes the primary's cluster in; members join by {@link #join}. */
    public AuroraGlobalDatabase(
            Construct scope,
            String id,
            Placement placement,
            AuroraDatabase source,
            DatabaseSettings settings,
            ProtectionSettings protection,
            LogSettings logs) {
        super(scope, id);
        this.logs = logs;
        this.placement = placement;
        this.settings = settings;
        this.protection = protection;
        this.global = RdsGlobalCluster.Builder.create(this, "Resource")
                .provider(placement.provider())
                .globalClusterIdentifier(placement.name(ResourceName.GLOBAL_DATABASE))
                .sourceDbClusterIdentifier(source.arn())
                .deletionProtection(protection.deletionProtection())
                // It has no data of its own: destroyed, it only lets its members go.
                .forceDestroy(!protection.deletionProtection())
                .dependsOn(source.instances())
                .build();
    }

    /**
     * Adds a cluster that follows in a standby region.
     *
     * @return how it is watched
     */
    public WatchedDatabase join(StandbyLocation location) {
        Placement there = location.placement();
        String name = there.name(ResourceName.DATABASE_REPLICA);
        Construct member = new Construct(this, "member-" + there.region());
        RdsCluster.Builder builder = RdsCluster.Builder.create(member, "Resource")
                .provider(there.provider())
                .clusterIdentifier(name)
                .globalClusterIdentifier(global.getId())
                .sourceRegion(placement.region())
                .engine(settings.engine().code())
                .engineVersion(settings.engineVersion())
                .storageEncrypted(true)
                .kmsKeyId(location.keyArn().value())
                .iamDatabaseAuthenticationEnabled(true)
                .dbClusterParameterGroupName(there.names().plain(settings.family()))
                .dbSubnetGroupName(there.name(ResourceName.DATABASE))
                .vpcSecurityGroupIds(List.of(location.securityGroupId()))
                .backupRetentionPeriod(settings.backupRetentionDays())
                .copyTagsToSnapshot(true)
                .deletionProtection(protection.deletionProtection())
                .skipFinalSnapshot(!protection.finalSnapshot())
                .enabledCloudwatchLogsExports(ExportedLogs.OF_CLUSTER.names())
                .dependsOn(ExportedLogs.OF_CLUSTER.groups(
                        member, there, ResourceName.DATABASE_REPLICA, logs, location.logsKeyArn()))
                .lifecycle(TerraformResourceLifecycle.builder()
                        .ignoreChanges(List.of("engine_version", "replication_source_identifier"))
                        .build())
                .tags(Map.of("Name", name));
        if (protection.finalSnapshot()) {
            builder.finalSnapshotIdentifier(FinalSnapshot.nameOf(name, location.keyArn()));
        }
        if (settings.isServerless()) {
            builder.serverlessv2ScalingConfiguration(AuroraDatabase.capacity(settings));
        }
        RdsCluster cluster = builder.build();
        ClusterInstances instances =
                new ClusterInstances(member, "instances", there, name, cluster, settings, location.keyArn());
        return WatchedDatabase.cluster(cluster.getClusterIdentifier(), instances.identifiers());
    }
}

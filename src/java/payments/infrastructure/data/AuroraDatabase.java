package payments.infrastructure.data;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.Token;
import com.hashicorp.cdktf.providers.aws.db_subnet_group.DbSubnetGroup;
import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsCluster;
import com.hashicorp.cdktf.providers.aws.rds_cluster.RdsClusterServerlessv2ScalingConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.WatchedDatabase;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The PostgreSQL database of a region as an Aurora cluster: its storage lies in three zones, and any of its instances can
 * write to it. Private, encrypted with the region's key, with daily backups and TLS forced, like {@link PostgresDatabase}.
 */
public final class AuroraDatabase extends Construct implements Database {
    private final RdsCluster cluster;
    private final Optional<String> secretArn;
    private final ClusterInstances instances;

    /** Defines the cluster with its parameters, subnet group, log group and instances. */
    public AuroraDatabase(Construct scope, String id, Placement placement, DatabasePlan plan) {
        super(scope, id);
        DatabaseSettings settings = plan.settings();
        ProtectionSettings protection = plan.protection();
        Database.Location location = plan.location();
        String name = placement.name(ResourceName.DATABASE);
        DatabaseParameters parameters = new DatabaseParameters(this, "parameters", placement, settings);
        DbSubnetGroup subnets = DatabaseSubnets.group(this, placement, location);
        RdsCluster.Builder builder = RdsCluster.Builder.create(this, "Resource")
                .provider(placement.provider())
                .clusterIdentifier(name)
                .engine(settings.engine().code())
                .engineVersion(settings.engineVersion())
                .storageEncrypted(true)
                .kmsKeyId(location.keyArn().value())
                .databaseName(settings.databaseName())
                .masterUsername(settings.userName())
                .iamDatabaseAuthenticationEnabled(true)
                .dbClusterParameterGroupName(parameters.name())
                .dbSubnetGroupName(subnets.getName())
                .vpcSecurityGroupIds(List.of(location.securityGroupId()))
                .backupRetentionPeriod(settings.backupRetentionDays())
                .preferredBackupWindow(settings.backupWindow())
                .preferredMaintenanceWindow(settings.maintenanceWindow())
                .copyTagsToSnapshot(true)
                .deletionProtection(protection.deletionProtection())
                .skipFinalSnapshot(!protection.finalSnapshot())
                .enabledCloudwatchLogsExports(ExportedLogs.OF_CLUSTER.names())
                .dependsOn(ExportedLogs.OF_CLUSTER.groups(
                        this, placement, ResourceName.DATABASE, plan.logs(), location.logsKeyArn()))
                // Set by the global database that takes the cluster in (provider documentation,
                // aws_rds_global_cluster).
                .lifecycle(RestoredSnapshot.lifecycle(
                        plan.snapshot(),
                        List.of("database_name", "master_username", "kms_key_id"),
                        List.of("global_cluster_identifier")))
                .tags(Map.of("Name", name));
        plan.snapshot().ifPresent(builder::snapshotIdentifier);
        if (protection.finalSnapshot()) {
            builder.finalSnapshotIdentifier(FinalSnapshot.nameOf(name, location.keyArn()));
        }
        if (settings.isServerless()) {
            builder.serverlessv2ScalingConfiguration(capacity(settings));
        }
        if (plan.password() == AdministratorPassword.MANAGED) {
            builder.manageMasterUserPassword(true)
                    .masterUserSecretKmsKeyId(location.keyArn().value());
        }
        this.cluster = builder.build();
        this.secretArn = AdministratorCredential.give(
                this, placement, plan, cluster, "master_password_wo", () -> cluster.getMasterUserSecret()
                        .get(0)
                        .getSecretArn());
        this.instances = new ClusterInstances(this, "instances", placement, name, cluster, settings, location.keyArn());
    }

    static RdsClusterServerlessv2ScalingConfiguration capacity(DatabaseSettings settings) {
        return RdsClusterServerlessv2ScalingConfiguration.builder()
                .minCapacity(settings.cluster().minimumCapacity())
                .maxCapacity(settings.cluster().maximumCapacity())
                .build();
    }

    @Override
    public List<? extends ITerraformDependable> instances() {
        return instances.all();
    }

    @Override
    public String identifier() {
        return cluster.getClusterIdentifier();
    }

    @Override
    public String arn() {
        return cluster.getArn();
    }

    @Override
    public String parameterGroup() {
        return cluster.getDbClusterParameterGroupName();
    }

    @Override
    public String endpoint() {
        return "%s:%s".formatted(cluster.getEndpoint(), Token.asString(cluster.getPort()));
    }

    @Override
    public String address() {
        return cluster.getEndpoint();
    }

    @Override
    public Number port() {
        return cluster.getPort();
    }

    @Override
    public Optional<String> secretArn() {
        return secretArn;
    }

    @Override
    public WatchedDatabase watched() {
        return WatchedDatabase.cluster(identifier(), instances.identifiers());
    }
}

package payments.infrastructure.data;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.db_subnet_group.DbSubnetGroup;
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
 * The PostgreSQL database of a region as an RDS instance: private, encrypted with the region's key, with a standby in another zone, daily
 * backups and TLS forced.
 */
public final class PostgresDatabase extends Construct implements Database {
    private final DbInstance instance;
    private final Optional<String> secretArn;

    /** Defines the database with its parameters, subnet group and log groups. */
    public PostgresDatabase(Construct scope, String id, Placement placement, DatabasePlan plan) {
        super(scope, id);
        DatabaseSettings settings = plan.settings();
        ProtectionSettings protection = plan.protection();
        Database.Location location = plan.location();
        String name = placement.name(ResourceName.DATABASE);
        DatabaseParameters parameters = new DatabaseParameters(this, "parameters", placement, settings);
        DbSubnetGroup subnets = DatabaseSubnets.group(this, placement, location);
        DbInstance.Builder builder = DbInstance.Builder.create(this, "Resource")
                .provider(placement.provider())
                .identifier(name)
                .engine(settings.engine().code())
                .engineVersion(settings.engineVersion())
                .autoMinorVersionUpgrade(settings.followsMinorReleases())
                .instanceClass(settings.instanceClass())
                .multiAz(settings.multiAz())
                .allocatedStorage(settings.allocatedStorageGigabytes())
                .maxAllocatedStorage(settings.maximumStorageGigabytes())
                .storageType("gp3")
                .storageEncrypted(true)
                .kmsKeyId(location.keyArn().value())
                .dbName(settings.databaseName())
                .username(settings.userName())
                .iamDatabaseAuthenticationEnabled(true)
                .parameterGroupName(parameters.name())
                .caCertIdentifier(InstanceDefaults.CERTIFICATE_AUTHORITY)
                .dbSubnetGroupName(subnets.getName())
                .vpcSecurityGroupIds(List.of(location.securityGroupId()))
                .publiclyAccessible(false)
                .backupRetentionPeriod(settings.backupRetentionDays())
                .backupWindow(settings.backupWindow())
                .maintenanceWindow(settings.maintenanceWindow())
                .copyTagsToSnapshot(true)
                .deletionProtection(protection.deletionProtection())
                .skipFinalSnapshot(!protection.finalSnapshot())
                .enabledCloudwatchLogsExports(ExportedLogs.OF_INSTANCE.names())
                .dependsOn(ExportedLogs.OF_INSTANCE.groups(
                        this, placement, ResourceName.DATABASE, plan.logs(), location.logsKeyArn()))
                .performanceInsightsEnabled(true)
                .performanceInsightsKmsKeyId(location.keyArn().value())
                .performanceInsightsRetentionPeriod(InstanceDefaults.PERFORMANCE_DATA_DAYS)
                .monitoringInterval(InstanceDefaults.MONITORING_SECONDS)
                .monitoringRoleArn(placement.arns().role(placement.name(ResourceName.DATABASE_MONITORING_ROLE)))
                .lifecycle(RestoredSnapshot.lifecycle(
                        plan.snapshot(), List.of("db_name", "username", "kms_key_id"), List.of()))
                .tags(Map.of("Name", name));
        plan.snapshot().ifPresent(builder::snapshotIdentifier);
        if (protection.finalSnapshot()) {
            builder.finalSnapshotIdentifier(FinalSnapshot.nameOf(name, location.keyArn()));
        }
        if (plan.password() == AdministratorPassword.MANAGED) {
            builder.manageMasterUserPassword(true)
                    .masterUserSecretKmsKeyId(location.keyArn().value());
        }
        this.instance = builder.build();
        this.secretArn = AdministratorCredential.give(
                this, placement, plan, instance, "password_wo", () -> instance.getMasterUserSecret()
                        .get(0)
                        .getSecretArn());
    }

    @Override
    public String identifier() {
        return instance.getIdentifier();
    }

    @Override
    public String arn() {
        return instance.getArn();
    }

    @Override
    public Optional<String> secretArn() {
        return secretArn;
    }

    @Override
    public String parameterGroup() {
        return instance.getParameterGroupName();
    }

    @Override
    public String endpoint() {
        return instance.getEndpoint();
    }

    @Override
    public String address() {
        return instance.getAddress();
    }

    @Override
    public Number port() {
        return instance.getPort();
    }

    @Override
    public List<? extends ITerraformDependable> instances() {
        return List.of(instance);
    }

    @Override
    public WatchedDatabase watched() {
        return WatchedDatabase.instance(identifier());
    }
}

package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.db_subnet_group.DbSubnetGroup;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.LogSettings;
import payments.infrastructure.config.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.terraform.EscapeHatches;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The PostgreSQL database of a region: private, encrypted with the region's key, with a standby in another zone, daily
 * backups and TLS forced.
 */
public final class PostgresDatabase extends Construct {
    /** Certificate authority of the server certificate; clients trust its root. */
    private static final String CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

    private static final int MONITORING_SECONDS = 60;

    /** What RDS keeps without extra cost. */
    private static final int PERFORMANCE_DATA_DAYS = 7;

    private static final List<String> EXPORTED_LOGS = List.of("postgresql", "upgrade");

    private final DbInstance instance;
    private final String secretArn;

    /**
     * Where a database lives.
     *
     * @param subnetIds private subnets in two zones or more
     * @param securityGroupId the group that lets the functions in
     * @param keyArn the region's database key
     * @param logsKeyArn the region's key for log groups
     */
    public record Location(List<String> subnetIds, String securityGroupId, String keyArn, String logsKeyArn) {
        public Location {
            subnetIds = List.copyOf(subnetIds);
        }
    }

    /**
     * Defines the database with its parameters, subnet group and log groups.
     *
     * @param password who makes the administrator's password
     */
    public PostgresDatabase(
            Construct scope,
            String id,
            Placement placement,
            DatabaseSettings settings,
            ProtectionSettings protection,
            LogSettings logs,
            AdministratorPassword password,
            Location location) {
        super(scope, id);
        String name = placement.name(ResourceName.DATABASE);
        DatabaseParameters parameters = new DatabaseParameters(this, "parameters", placement, settings.family());
        DbSubnetGroup subnets = DbSubnetGroup.Builder.create(this, "subnets")
                .provider(placement.provider())
                .name(name)
                .description("Private subnets of the payment platform")
                .subnetIds(location.subnetIds())
                .tags(Map.of("Name", name))
                .build();
        DbInstance.Builder builder = DbInstance.Builder.create(this, "Resource")
                .provider(placement.provider())
                .identifier(name)
                .engine("postgres")
                .engineVersion(settings.engineVersion())
                .autoMinorVersionUpgrade(settings.followsMinorReleases())
                .instanceClass(settings.instanceClass())
                .multiAz(settings.multiAz())
                .allocatedStorage(settings.allocatedStorageGigabytes())
                .maxAllocatedStorage(settings.maximumStorageGigabytes())
                .storageType("gp3")
                .storageEncrypted(true)
                .kmsKeyId(location.keyArn())
                .dbName(settings.databaseName())
                .username(settings.userName())
                .iamDatabaseAuthenticationEnabled(true)
                .parameterGroupName(parameters.name())
                .caCertIdentifier(CERTIFICATE_AUTHORITY)
                .dbSubnetGroupName(subnets.getName())
                .vpcSecurityGroupIds(List.of(location.securityGroupId()))
                .publiclyAccessible(false)
                .backupRetentionPeriod(settings.backupRetentionDays())
                .backupWindow(settings.backupWindow())
                .maintenanceWindow(settings.maintenanceWindow())
                .copyTagsToSnapshot(true)
                .deletionProtection(protection.deletionProtection())
                .skipFinalSnapshot(!protection.finalSnapshot())
                .enabledCloudwatchLogsExports(EXPORTED_LOGS)
                .dependsOn(logGroups(placement, name, logs, location.logsKeyArn()))
                .performanceInsightsEnabled(true)
                .performanceInsightsKmsKeyId(location.keyArn())
                .performanceInsightsRetentionPeriod(PERFORMANCE_DATA_DAYS)
                .monitoringInterval(MONITORING_SECONDS)
                .monitoringRoleArn(placement.arns().role(placement.name(ResourceName.DATABASE_MONITORING_ROLE)))
                .tags(Map.of("Name", name));
        if (protection.finalSnapshot()) {
            builder.finalSnapshotIdentifier(name + "-final");
        }
        if (password == AdministratorPassword.MANAGED) {
            builder.manageMasterUserPassword(true).masterUserSecretKmsKeyId(location.keyArn());
        }
        this.instance = builder.build();
        if (password == AdministratorPassword.EPHEMERAL) {
            AdministratorSecret secret =
                    new AdministratorSecret(this, "administrator", placement, protection, location.keyArn());
            EscapeHatches.writeOnly(instance, "password_wo", secret.passwordExpression(), AdministratorSecret.VERSION);
            this.secretArn = secret.arn();
        } else {
            this.secretArn = instance.getMasterUserSecret().get(0).getSecretArn();
        }
    }

    /** The instance's identifier. */
    public String identifier() {
        return instance.getIdentifier();
    }

    /** The instance's ARN. */
    public String arn() {
        return instance.getArn();
    }

    /** The ARN of the secret with the administrator's name and password. */
    public String secretArn() {
        return secretArn;
    }

    /** The name of its parameter group. */
    public String parameterGroup() {
        return instance.getParameterGroupName();
    }

    /** Host and port. */
    public String endpoint() {
        return instance.getEndpoint();
    }

    /** Host name; it stays the same when the standby takes over. */
    public String address() {
        return instance.getAddress();
    }

    /** TCP port. */
    public Number port() {
        return instance.getPort();
    }

    private List<CloudwatchLogGroup> logGroups(Placement placement, String name, LogSettings logs, String keyArn) {
        return EXPORTED_LOGS.stream()
                .map(log -> new EncryptedLogGroup(
                        this, log + "-log", placement, "/aws/rds/instance/%s/%s".formatted(name, log), logs, keyArn))
                .map(EncryptedLogGroup::resource)
                .toList();
    }
}

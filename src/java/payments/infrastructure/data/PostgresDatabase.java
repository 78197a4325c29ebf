package payments.infrastructure.data;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_group.CloudwatchLogGroup;
import com.hashicorp.cdktf.providers.aws.db_instance.DbInstance;
import com.hashicorp.cdktf.providers.aws.db_subnet_group.DbSubnetGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.LogSettings;
import payments.infrastructure.config.ProtectionSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.WatchedDatabase;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The PostgreSQL database of a region as an RDS instance: private, encrypted with the region's key, with a standby in another zone, daily
 * backups and TLS forced.
 */
public final class PostgresDatabase extends Construct implements Database {
    /** Certificate authority of the server certificate; clients trust its root. */
    static final String CERTIFICATE_AUTHORITY = "rds-ca-rsa2048-g1";

    static final int MONITORING_SECONDS = 60;

    /** What RDS keeps without extra cost. */
    static final int PERFORMANCE_DATA_DAYS = 7;

    static final List<String> EXPORTED_LOGS = List.of("postgresql", "upgrade");

    private final DbInstance instance;
    private final Optional<String> secretArn;

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
                .engine(settings.engine().code())
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
                .dependsOn(logGroups(this, placement, name, logs, location.logsKeyArn()))
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
        Optional<AdministratorCredential> credential =
                AdministratorCredential.give(this, placement, protection, location.keyArn(), password);
        credential.ifPresent(given -> given.writeTo(instance, "password_wo"));
        this.secretArn = password == AdministratorPassword.MANAGED
                ? Optional.of(instance.getMasterUserSecret().get(0).getSecretArn())
                : credential.flatMap(AdministratorCredential::secretArn);
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
    public WatchedDatabase watched() {
        return WatchedDatabase.instance(identifier());
    }

    @Override
    public String eventSource() {
        return "db-instance";
    }

    /** RDS would make them itself, without our key, and keep them for ever. */
    static List<CloudwatchLogGroup> logGroups(
            Construct scope, Placement placement, String name, LogSettings logs, String keyArn) {
        return EXPORTED_LOGS.stream()
                .map(log -> new EncryptedLogGroup(
                        scope, log + "-log", placement, "/aws/rds/instance/%s/%s".formatted(name, log), logs, keyArn))
                .map(EncryptedLogGroup::resource)
                .toList();
    }
}

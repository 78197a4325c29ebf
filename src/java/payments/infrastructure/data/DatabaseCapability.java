package payments.infrastructure.data;

import com.hashicorp.cdktf.Token;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.capability.RegionLinks;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.PasswordStore;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.ServicePrincipal;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.Network;
import payments.infrastructure.network.SecurityGroups;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlarmSpec;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.DatabaseAlarms;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.observability.WatchedDatabase;
import payments.infrastructure.parameter.EnvironmentParameters;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** The PostgreSQL database of a region, what watches it, and its copies in the standby regions. */
public final class DatabaseCapability implements Capability {
    static final String SECURITY_GROUP_ID = "database_security_group_id";
    static final String KEY_ARN = "database_key_arn";
    static final String LOGS_KEY_ARN = "logs_key_arn";

    private static final int POSTGRES_PORT = 5432;
    private static final double BUSY_PERCENT = 80;

    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().database() != null;
    }

    @Override
    public Set<KeyPurpose> keys(Settings settings) {
        return Set.of(KeyPurpose.DATABASE);
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        return List.of(RoleSpec.managed(
                ResourceName.DATABASE_MONITORING_ROLE,
                ServicePrincipal.DATABASE_MONITORING,
                "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"));
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        // A function that publishes events posts them to the ledger as soon as it knows a database.
        if (variables.function() == FunctionContract.PAYMENTS_API
                || region.settings().ledger() != null) {
            variables
                    .put(FunctionVariable.RDS_HOST, () -> region.get(Database.class)
                            .address())
                    .put(
                            FunctionVariable.RDS_PORT,
                            () -> Token.asString(region.get(Database.class).port()))
                    .put(
                            FunctionVariable.RDS_DATABASE,
                            settings(region.settings()).databaseName());
        }
    }

    @Override
    public void build(RegionContext region) {
        DatabaseSettings settings = settings(region.settings());
        String securityGroupId =
                region.get(SecurityGroups.class).reachedByFunctions("database", "PostgreSQL", POSTGRES_PORT);
        Database database = region.add(Database.class, database(region, settings, securityGroupId));
        if (settings.password() == PasswordStore.PARAMETER_STORE) {
            new EnvironmentParameters(
                    region.stack(),
                    "parameters",
                    region.placement(),
                    Map.of(
                            "database/host",
                            database.address(),
                            "database/port",
                            Token.asString(database.port()),
                            "database/name",
                            settings.databaseName(),
                            "table/name",
                            region.get(PaymentsTable.class).name()));
        }
        watch(region, database.watched(), settings);
        new DatabaseEvents(region.stack(), "database-events", region.placement(), region.alertsArn(), database);
        outputs(region, database, securityGroupId);
    }

    private static Database database(RegionContext region, DatabaseSettings settings, String securityGroupId) {
        RegionKeys keys = region.get(RegionKeys.class);
        Database.Location location = new Database.Location(
                region.get(Network.class).privateSubnetIds(),
                securityGroupId,
                keys.arn(KeyPurpose.DATABASE),
                keys.arn(KeyPurpose.LOGS));
        AdministratorPassword password = AdministratorPassword.of(
                settings.password(), region.isHome() ? region.environment().databaseCopy() : DatabaseCopy.NONE);
        // A standby's own database begins empty: the snapshot is the primary's.
        Optional<String> snapshot =
                region.isHome() ? Optional.ofNullable(settings.snapshotIdentifier()) : Optional.empty();
        DatabasePlan plan = new DatabasePlan(
                settings, region.settings().protection(), region.settings().logs(), password, location, snapshot);
        return settings.engine().isCluster()
                ? new AuroraDatabase(region.stack(), "database", region.placement(), plan)
                : new PostgresDatabase(region.stack(), "database", region.placement(), plan);
    }

    private static void watch(RegionContext region, WatchedDatabase database, DatabaseSettings settings) {
        region.alarms("alarms")
                .add(new AlarmSpec(
                        "database-cpu",
                        "The database is busy above 80 %",
                        database.metric("CPUUtilization", "Average"),
                        new Alarm.Above(BUSY_PERCENT, Periods.ofFiveMinutes(2))));
        new DatabaseAlarms(
                region.stack(), "database-alarms", region.placement(), region.alertsArn(), database, settings);
        region.show(
                DashboardSection.DATABASE,
                Stream.concat(
                                Stream.of(
                                        database.metric("CPUUtilization", "Average"),
                                        database.metric("DatabaseConnections", "Average")),
                                database.hasReaders() ? Stream.of(database.lag()) : Stream.of())
                        .toList());
    }

    private static void outputs(RegionContext region, Database database, String securityGroupId) {
        RegionKeys keys = region.get(RegionKeys.class);
        region.output(SECURITY_GROUP_ID, securityGroupId);
        region.output(KEY_ARN, keys.arn(KeyPurpose.DATABASE).value());
        if (hasRunningCopy(region)) {
            // The home's stack puts the copy up here, and the copy's logs are encrypted with the key of this region.
            region.output(LOGS_KEY_ARN, keys.arn(KeyPurpose.LOGS).value());
        }
        region.output("kms_key_id_rds", keys.keyId(KeyPurpose.DATABASE));
        region.output("rds_endpoint", database.endpoint());
        region.output("rds_address", database.address());
        region.output("rds_port", database.port());
    }

    private static boolean hasRunningCopy(RegionContext region) {
        DatabaseCopy copy = region.environment().databaseCopy();
        return !region.isHome() && (copy == DatabaseCopy.READ_REPLICA || copy == DatabaseCopy.GLOBAL_DATABASE);
    }

    @Override
    public void link(RegionContext region, RegionLinks links) {
        if (region.isHome()) {
            new DatabaseCopies(region, links, settings(region.settings())).build();
        }
    }

    private static DatabaseSettings settings(Settings settings) {
        return Objects.requireNonNull(settings.database(), "settings of the database");
    }
}

package payments.infrastructure.stack;

import com.hashicorp.cdktf.Token;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.AuditTableSettings;
import payments.infrastructure.config.DatabaseCopy;
import payments.infrastructure.config.DatabaseEngine;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.PasswordStore;
import payments.infrastructure.config.Settings;
import payments.infrastructure.config.TableSettings;
import payments.infrastructure.data.AdministratorPassword;
import payments.infrastructure.data.AuditRecordsTable;
import payments.infrastructure.data.AuroraDatabase;
import payments.infrastructure.data.Database;
import payments.infrastructure.data.DatabasePlan;
import payments.infrastructure.data.PaymentsTable;
import payments.infrastructure.data.PostgresDatabase;
import payments.infrastructure.network.Network;
import payments.infrastructure.parameter.EnvironmentParameters;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.security.SecurityGroups;

/** Where a region keeps its payments: the table always, and the ledger's database where the deployment has one. */
final class RegionLedger {
    private final RegionContext context;
    private final PaymentsTable table;
    private final @Nullable AuditRecordsTable auditRecords;
    private final @Nullable Database database;

    RegionLedger(RegionContext context, RegionFoundation foundation) {
        this.context = context;
        Settings settings = context.settings();
        this.table = new PaymentsTable(
                context.stack(),
                "payments",
                context.placement(),
                settings.table(),
                settings.protection(),
                foundation.keys().arn(KeyPurpose.TABLE));
        this.auditRecords = auditRecords(settings, foundation.keys());
        Network network = foundation.network();
        SecurityGroups groups = foundation.groups();
        this.database = settings.database() == null || network == null || groups == null
                ? null
                : database(settings.database(), network, groups, foundation.keys());
    }

    PaymentsTable table() {
        return table;
    }

    /** The table of audit records; null where they lie beside the payments. */
    @Nullable AuditRecordsTable auditRecords() {
        return auditRecords;
    }

    /** The database; null where the deployment has none. */
    @Nullable Database database() {
        return database;
    }

    /** What every function of the service needs to know. */
    Map<String, String> serviceVariables() {
        String region = context.placement().region();
        Map<String, String> variables = new TreeMap<>();
        variables.put("REGION", region);
        // A standby is told that it is not the home, and not which region is: that one may change without it.
        variables.put("HOME_REGION", context.isHome() ? region : "another");
        variables.put("ENVIRONMENT_SUFFIX", context.placement().names().suffix());
        variables.put("DYNAMODB_TABLE", table.name());
        variables.put("DYNAMODB_ENDPOINT", "https://dynamodb.%s.amazonaws.com".formatted(region));
        variables.putAll(tableVariables(context.settings().table()));
        return variables;
    }

    private Map<String, String> tableVariables(TableSettings settings) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("TABLE_PARTITION_KEY", settings.partitionKey());
        if (settings.sortKey() != null) {
            variables.put("TABLE_SORT_KEY", settings.sortKey());
        }
        if (settings.timestamp() != null) {
            variables.put("TABLE_TIMESTAMP", settings.timestamp());
        }
        if (auditRecords != null && settings.auditTable() != null) {
            variables.put("AUDIT_TABLE", auditRecords.name());
            variables.put("AUDIT_PARTITION_KEY", settings.auditTable().partitionKey());
        }
        return variables;
    }

    /** What a function of the database needs to know; nothing where there is none. */
    Map<String, String> databaseVariables() {
        DatabaseSettings settings = context.settings().database();
        Map<String, String> variables = new TreeMap<>();
        if (database != null && settings != null) {
            variables.put("RDS_HOST", database.address());
            variables.put("RDS_PORT", Token.asString(database.port()));
            variables.put("RDS_DATABASE", settings.databaseName());
        }
        return variables;
    }

    void outputs(RegionFoundation foundation) {
        context.output("dynamodb_table_name", table.name());
        context.output("payments_table_name", table.name());
        context.output("dynamodb_table_arn", table.arn());
        if (auditRecords != null) {
            context.output("audit_table_name", auditRecords.name());
        }
        SecurityGroups groups = foundation.groups();
        if (database != null && groups != null) {
            context.output(RegionOutputs.DATABASE_SECURITY_GROUP_ID, groups.databaseId());
            context.output(RegionOutputs.DATABASE_KEY_ARN, foundation.keys().arn(KeyPurpose.DATABASE));
            if (runsCopy()) {
                context.output(RegionOutputs.LOGS_KEY_ARN, foundation.keys().arn(KeyPurpose.LOGS));
            }
            context.output("kms_key_id_rds", foundation.keys().keyId(KeyPurpose.DATABASE));
            context.output("rds_endpoint", database.endpoint());
            context.output("rds_address", database.address());
            context.output("rds_port", database.port());
        }
    }

    /** Whether a running copy of the home's database stands here, put up by the home's stack, which needs our key for its logs. */
    private boolean runsCopy() {
        DatabaseCopy copy = context.environment().databaseCopy();
        return !context.isHome() && (copy == DatabaseCopy.READ_REPLICA || copy == DatabaseCopy.GLOBAL_DATABASE);
    }

    private @Nullable AuditRecordsTable auditRecords(Settings settings, RegionKeys keys) {
        AuditTableSettings wanted = settings.table().auditTable();
        return wanted == null
                ? null
                : new AuditRecordsTable(
                        context.stack(),
                        "audit-records",
                        context.placement(),
                        wanted,
                        settings.table().timestamp(),
                        settings.protection(),
                        keys.arn(KeyPurpose.TABLE));
    }

    private Database database(DatabaseSettings settings, Network network, SecurityGroups groups, RegionKeys keys) {
        Database.Location location = new Database.Location(
                network.privateSubnetIds(),
                groups.databaseId(),
                keys.arn(KeyPurpose.DATABASE),
                keys.arn(KeyPurpose.LOGS));
        AdministratorPassword password = AdministratorPassword.of(
                settings.password(), context.isHome() ? context.environment().databaseCopy() : DatabaseCopy.NONE);
        DatabasePlan plan = new DatabasePlan(
                settings, context.settings().protection(), context.settings().logs(), password, location);
        Database made = settings.engine() == DatabaseEngine.AURORA_POSTGRESQL
                ? new AuroraDatabase(context.stack(), "database", context.placement(), plan)
                : new PostgresDatabase(context.stack(), "database", context.placement(), plan);
        if (settings.password() == PasswordStore.PARAMETER_STORE) {
            new EnvironmentParameters(
                    context.stack(),
                    "parameters",
                    context.placement(),
                    Map.of(
                            "database/host", made.address(),
                            "database/port", Token.asString(made.port()),
                            "database/name", settings.databaseName(),
                            "table/name", table.name()));
        }
        return made;
    }
}

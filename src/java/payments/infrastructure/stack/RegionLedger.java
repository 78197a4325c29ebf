package payments.infrastructure.stack;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.DatabaseCopy;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.Settings;
import payments.infrastructure.data.AdministratorPassword;
import payments.infrastructure.data.PaymentsTable;
import payments.infrastructure.data.PostgresDatabase;
import payments.infrastructure.network.Network;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.security.SecurityGroups;

/** Where a region keeps its payments: the table always, and the ledger's database where the deployment has one. */
final class RegionLedger {
    private final RegionContext context;
    private final PaymentsTable table;
    private final @Nullable PostgresDatabase database;

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
        Network network = foundation.network();
        SecurityGroups groups = foundation.groups();
        this.database = settings.database() == null || network == null || groups == null
                ? null
                : database(settings.database(), network, groups, foundation.keys());
    }

    PaymentsTable table() {
        return table;
    }

    /** The database; null where the deployment has none. */
    @Nullable PostgresDatabase database() {
        return database;
    }

    void outputs(RegionFoundation foundation) {
        context.output("dynamodb_table_name", table.name());
        context.output("dynamodb_table_arn", table.arn());
        SecurityGroups groups = foundation.groups();
        if (database != null && groups != null) {
            context.output(RegionOutputs.DATABASE_SECURITY_GROUP_ID, groups.databaseId());
            context.output(RegionOutputs.DATABASE_KEY_ARN, foundation.keys().arn(KeyPurpose.DATABASE));
            context.output("kms_key_id_rds", foundation.keys().keyId(KeyPurpose.DATABASE));
            context.output("rds_endpoint", database.endpoint());
            context.output("rds_address", database.address());
            context.output("rds_port", database.port());
        }
    }

    private PostgresDatabase database(
            DatabaseSettings settings, Network network, SecurityGroups groups, RegionKeys keys) {
        return new PostgresDatabase(
                context.stack(),
                "database",
                context.placement(),
                settings,
                context.settings().protection(),
                context.settings().logs(),
                // AWS lets no database whose password it manages have read replicas.
                context.environment().databaseCopy() == DatabaseCopy.READ_REPLICA
                        ? AdministratorPassword.EPHEMERAL
                        : AdministratorPassword.MANAGED,
                new PostgresDatabase.Location(
                        network.privateSubnetIds(),
                        groups.databaseId(),
                        keys.arn(KeyPurpose.DATABASE),
                        keys.arn(KeyPurpose.LOGS)));
    }
}

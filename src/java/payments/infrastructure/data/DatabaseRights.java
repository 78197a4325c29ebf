package payments.infrastructure.data;

import java.util.List;
import java.util.Objects;
import payments.infrastructure.config.deployment.DatabaseEngine;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;

/** What roles may do with the database: statements for the policies of functions that work with it. */
public final class DatabaseRights {
    private DatabaseRights() {}

    /** Connects as the user of the functions, which the ledger's migration makes. */
    public static Statement connect(RoleContext context, String sid) {
        return Statement.allow(sid, "rds-db:connect")
                .on(context.inEachRegion(region -> context.arns().databaseUser(region, "payments_app")));
    }

    /** Reads the administrator's password, wherever a region's database has it. */
    public static List<Statement> readAdministratorPassword(RoleContext context) {
        DatabaseEngine engine = engine(context);
        return List.of(
                // RDS names its secret by an id of its own, and marks whose it is (RDS guide, "Password management").
                Statement.allow("ReadManagedPassword", "secretsmanager:GetSecretValue")
                        .on(context.inEachRegion(region -> context.arns().secret(region, engine.managedSecrets())))
                        .when(
                                "StringEquals",
                                engine.isCluster()
                                        ? "secretsmanager:ResourceTag/aws:rds:primaryDBClusterArn"
                                        : "secretsmanager:ResourceTag/aws:rds:primaryDBInstanceArn",
                                context.inEachRegion(region -> database(context, engine, region))
                                        .toArray(String[]::new)),
                // A star would reach each secret whose name goes on after a dash; the six signs are what Secrets
                // Manager adds.
                Statement.allow("ReadOwnPassword", "secretsmanager:GetSecretValue")
                        .on(context.inEachRegion(region -> context.arns()
                                .secret(region, context.name(ResourceName.DATABASE_SECRET) + "-??????"))));
    }

    private static DatabaseEngine engine(RoleContext context) {
        DatabaseSettings database = context.settings().database();
        return Objects.requireNonNull(database, "settings of the database").engine();
    }

    private static String database(RoleContext context, DatabaseEngine engine, String region) {
        String name = context.name(ResourceName.DATABASE);
        return engine.isCluster()
                ? context.arns().databaseCluster(region, name)
                : context.arns().database(region, name);
    }
}

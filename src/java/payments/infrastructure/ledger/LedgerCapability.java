package payments.infrastructure.ledger;

import com.hashicorp.cdktf.ITerraformDependable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import payments.contract.FunctionContract;
import payments.contract.FunctionMetric;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionAnswers;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.LedgerSettings;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.data.Database;
import payments.infrastructure.data.DatabaseRights;
import payments.infrastructure.data.PaymentRights;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.InterfaceEndpoints;
import payments.infrastructure.network.Network;
import payments.infrastructure.network.SecurityGroups;
import payments.infrastructure.observability.RegionQuestion;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.terraform.Placement;

/** The ledger in the database: the migration of its schema, and its reconciliation with the payments. */
public final class LedgerCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return environment.settings().ledger() != null;
    }

    @Override
    public List<ResourceName> scheduledFunctions() {
        return List.of(ResourceName.RECONCILIATION);
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        return List.of(
                RoleSpec.worker(context, ResourceName.MIGRATION, DatabaseRights.readAdministratorPassword(context)),
                RoleSpec.worker(
                        context,
                        ResourceName.RECONCILIATION,
                        List.of(
                                PaymentRights.scan(context),
                                PaymentRights.findEvents(context),
                                connect(context),
                                WorkerHost.keepFailures(context))));
    }

    /** Posts to the ledger; nothing where there is none. */
    public static List<Statement> post(RoleContext context) {
        return context.settings().ledger() == null ? List.of() : List.of(connect(context));
    }

    private static Statement connect(RoleContext context) {
        return DatabaseRights.connect(context, "KeepBooks");
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        // The migration alone works as the administrator; every other function connects as the user that it makes.
        if (variables.function() == FunctionContract.MIGRATION) {
            DatabaseSettings database = Objects.requireNonNull(region.settings().database(), "the ledger's database");
            variables
                    .put(FunctionVariable.DATABASE_USER, database.userName())
                    .put(FunctionVariable.DATABASE_SECRET_ARN, () -> administratorSecret(region.get(Database.class)));
        }
    }

    @Override
    public void answer(RegionAnswers answers, Region region) {
        Placement names = answers.namesOf(region);
        answers.add(
                RegionQuestion.LEDGER,
                names,
                ServiceAlarms.metric(names, FunctionMetric.RECONCILIATION_LONGEST_WAIT, "Maximum"));
    }

    @Override
    public void build(RegionContext region) {
        LedgerSettings settings = Objects.requireNonNull(region.settings().ledger(), "settings of the ledger");
        WorkerHost workers = region.get(WorkerHost.class);
        LedgerMigration migration = region.add(
                LedgerMigration.class,
                new LedgerMigration(
                        region.stack(),
                        "database-migration",
                        region.placement(),
                        workers,
                        region.variables(FunctionContract.MIGRATION),
                        needs(region)));
        region.addRequestLog("database-migration", migration.function().logGroup());
        LedgerReconciliation reconciliation = new LedgerReconciliation(
                region.stack(),
                "reconciliation",
                region.placement(),
                workers,
                settings,
                region.variables(FunctionContract.RECONCILIATION));
        region.addRequestLog("reconciliation", reconciliation.function().logGroup());
    }

    private static List<ITerraformDependable> needs(RegionContext region) {
        List<ITerraformDependable> needs =
                new ArrayList<>(region.get(Database.class).instances());
        region.find(Network.class).ifPresent(network -> needs.addAll(network.ways()));
        region.find(SecurityGroups.class).ifPresent(groups -> needs.addAll(groups.rules()));
        region.find(InterfaceEndpoints.class).ifPresent(endpoints -> needs.addAll(endpoints.all()));
        return needs;
    }

    private static String administratorSecret(Database database) {
        return database.secretArn()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "the ledger's migration reads the administrator's password from a secret, and the database has none; use another database.password"));
    }
}

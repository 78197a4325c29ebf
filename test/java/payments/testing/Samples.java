package payments.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.AuditSettings;
import payments.infrastructure.config.deployment.AuroraSettings;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.BatchSettings;
import payments.infrastructure.config.deployment.BucketEncryption;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.Classification;
import payments.infrastructure.config.deployment.DataClass;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.DatabaseEngine;
import payments.infrastructure.config.deployment.DatabaseSettings;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.DocumentSettings;
import payments.infrastructure.config.deployment.EncryptionSettings;
import payments.infrastructure.config.deployment.EndpointService;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.EventSettings;
import payments.infrastructure.config.deployment.FirewallSettings;
import payments.infrastructure.config.deployment.FunctionSettings;
import payments.infrastructure.config.deployment.FunctionSize;
import payments.infrastructure.config.deployment.LedgerSettings;
import payments.infrastructure.config.deployment.LinkSettings;
import payments.infrastructure.config.deployment.LogSettings;
import payments.infrastructure.config.deployment.NatGateways;
import payments.infrastructure.config.deployment.NetworkSettings;
import payments.infrastructure.config.deployment.OwnerTags;
import payments.infrastructure.config.deployment.PasswordStore;
import payments.infrastructure.config.deployment.PciScope;
import payments.infrastructure.config.deployment.ProtectionSettings;
import payments.infrastructure.config.deployment.QueueCapture;
import payments.infrastructure.config.deployment.QueueSettings;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.config.deployment.TableSettings;
import payments.infrastructure.config.deployment.TerraformSettings;
import payments.infrastructure.config.deployment.WorkerSettings;
import payments.infrastructure.config.deployment.WorkflowSettings;
import payments.infrastructure.identity.EnvironmentRoles;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.stack.Capabilities;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** Settings for construct tests: those of the reference system {@code active-passive}. */
public final class Samples {
    public static final NetworkSettings NETWORK = new NetworkSettings(
            3, NatGateways.PER_ZONE, true, List.of(EndpointService.SQS, EndpointService.MONITORING), null);
    public static final EncryptionSettings ENCRYPTION = new EncryptionSettings(7);
    public static final DocumentSettings DOCUMENTS = new DocumentSettings(BucketEncryption.KMS);
    public static final TableSettings TABLE = new TableSettings("transaction_id", null, null, List.of(), null);
    public static final DatabaseSettings DATABASE = database(DatabaseEngine.POSTGRES, "15.17", "db.t3.medium", null);
    /** The cluster of the reference system {@code multi-environment}. */
    public static final DatabaseSettings AURORA =
            database(DatabaseEngine.AURORA_POSTGRESQL, "13.23", "db.r6g.large", new AuroraSettings(2, 2, 16));

    public static final FunctionSettings FUNCTION = new FunctionSettings(512, 28, null);
    public static final ApiSettings API = ApiSample.DEFAULT.settings();
    public static final FirewallSettings FIREWALL = new FirewallSettings(2000);
    public static final LogSettings LOGS = new LogSettings(7);
    public static final AuditSettings AUDIT = new AuditSettings(400);
    public static final Classification CLASSIFICATION = new Classification(DataClass.RESTRICTED, PciScope.CDE);
    public static final ProtectionSettings PROTECTED = new ProtectionSettings(true, true, true, false);
    public static final ProtectionSettings DESTROYABLE = new ProtectionSettings(false, false, false, true);

    /** What a region with all services needs keys for, where another region or environment owns the account. */
    public static final Set<KeyPurpose> KEYS =
            Collections.unmodifiableSet(EnumSet.range(KeyPurpose.DOCUMENTS, KeyPurpose.LOGS));

    private Samples() {}

    /** A database with these and otherwise the values of {@link #DATABASE}. */
    public static DatabaseSettings database(
            DatabaseEngine engine, String version, String instanceClass, @Nullable AuroraSettings aurora) {
        return new DatabaseSettings(
                engine,
                version,
                instanceClass,
                100,
                500,
                true,
                7,
                "03:00-04:00",
                "mon:04:30-mon:05:30",
                "payments",
                "dbadmin",
                aurora,
                PasswordStore.SECRETS_MANAGER,
                null,
                false);
    }

    /** A day on which the suppressions of the deployments count: no test is judged by the day on which it runs. */
    public static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    /** Jars for functions: no code to speak of, but bytes that can be hashed and packed. */
    public static FunctionCode code() {
        return new FunctionCode(FunctionJars.in(Scratch.folder("code")));
    }

    /** An alias of a function that is not there, for what calls one. */
    public static FunctionAlias alias() {
        return new FunctionAlias("the-function", "live", "arn-of-alias", "invoke-arn-of-alias");
    }

    /** What functions share: jars, keys of their own, and a network. */
    public static FunctionHost host(Construct scope, Placement placement) {
        RegionKeys keys = new RegionKeys(scope, "keys", placement, ENCRYPTION, EnumSet.allOf(KeyPurpose.class), false);
        return host(keys);
    }

    /** What functions share, with these keys. */
    public static FunctionHost host(RegionKeys keys) {
        return new FunctionHost(
                code(), keys, LOGS, new FunctionHost.Location(List.of("subnet-1", "subnet-2"), "sg-functions"));
    }

    /** What workers share, with a network and keys of their own. */
    public static WorkerHost workerHost(Construct scope, Placement placement) {
        return workerHost(scope, placement, "failures");
    }

    /** The same with this queue of failures. */
    public static WorkerHost workerHost(Construct scope, Placement placement, String failuresArn) {
        return new WorkerHost(host(scope, placement), new AlertTopicArn("alerts"), failuresArn);
    }

    /** The API function of this size. */
    public static FunctionSpec apiFunction(FunctionSize size) {
        return apiFunction(size, variables(FunctionContract.PAYMENTS_API));
    }

    /** The API function of these variables. */
    public static FunctionSpec apiFunction(Map<FunctionVariable, String> variables) {
        return apiFunction(FUNCTION, variables);
    }

    /** The variables that a function requires; where it runs, and each other with its own name as the value. */
    public static Map<FunctionVariable, String> variables(FunctionContract function) {
        Map<FunctionVariable, String> variables = new EnumMap<>(FunctionVariable.class);
        function.required().stream()
                .flatMap(variable -> Stream.concat(Stream.of(variable), variable.needs().stream()))
                .forEach(variable -> variables.put(
                        variable, variable.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        variables.put(FunctionVariable.REGION, "eu-west-1");
        variables.put(FunctionVariable.ENVIRONMENT_SUFFIX, "test");
        return variables;
    }

    private static FunctionSpec apiFunction(FunctionSize size, Map<FunctionVariable, String> variables) {
        return new FunctionSpec(
                ResourceName.API_FUNCTION, FunctionContract.PAYMENTS_API, "Payments API", size, variables);
    }

    /** All settings that a deployment has by default, with the database copied like this. */
    public static Settings settings(DatabaseCopy copy) {
        return Altered.ofNothing(Settings.class)
                .with("network", NETWORK)
                .with("encryption", ENCRYPTION)
                .with("documents", DOCUMENTS)
                .with("table", TABLE)
                .with("database", DATABASE)
                .with("function", FUNCTION)
                .with("api", API)
                .with("firewall", FIREWALL)
                .with("logs", LOGS)
                .with("audit", AUDIT)
                .with("protection", PROTECTED)
                .with("links", new LinkSettings(true, true, false, copy))
                .build();
    }

    /** The same with this database and without copies of it. */
    public static Settings withDatabase(@Nullable DatabaseSettings database) {
        return Altered.of(settings(DatabaseCopy.NONE))
                .with("database", database)
                .build();
    }

    /** The same with everything that works behind the API. */
    public static Settings withWorkers(DatabaseCopy copy) {
        return withWorkers(copy, ApiSample.DEFAULT.withCaptures());
    }

    /** The same with this API. */
    public static Settings withWorkers(DatabaseCopy copy, ApiSample api) {
        return withWorkers(copy, api, DATABASE);
    }

    /** The same with this database, without copies of it. */
    public static Settings withWorkers(DatabaseSettings database) {
        return withWorkers(DatabaseCopy.NONE, ApiSample.DEFAULT.withCaptures(), database);
    }

    private static Settings withWorkers(DatabaseCopy copy, ApiSample api, DatabaseSettings database) {
        WorkerSettings worker = new WorkerSettings(1024, 30, 5);
        return Altered.of(settings(copy))
                .with("network", new NetworkSettings(3, NatGateways.PER_ZONE, true, List.of(), null))
                .with("api", api.settings())
                .with("database", database)
                .with("queue", new QueueSettings(180, 6, 4, 14, 5, 10, 0, 5, QueueCapture.BY_REQUEST, worker))
                .with("events", new EventSettings(worker, 5, List.of()))
                .with("ledger", new LedgerSettings(24))
                .with("workflow", new WorkflowSettings(worker, 900))
                .with("batch", new BatchSettings(1024, 300, null, BucketEncryption.KMS, 5, 1024, true))
                .build();
    }

    /** A deployment named {@code acme} with one environment named and suffixed {@code test} in these regions. */
    public static Deployment deployment(DatabaseCopy copy, AwsRegion... regions) {
        return deployment(regions(regions), settings(copy));
    }

    private static List<Region> regions(AwsRegion... regions) {
        List<Region> placed = new ArrayList<>();
        for (AwsRegion region : regions) {
            placed.add(new Region(region, new Cidr("10.%d.0.0/16".formatted(placed.size())), true));
        }
        return placed;
    }

    /** The same with these regions and settings. */
    public static Deployment deployment(List<Region> regions, Settings settings) {
        return new Deployment(
                "acme",
                "acme",
                new Backend(Backend.Type.LOCAL, null, null),
                new TerraformSettings(">= 1.11.0", "~> 5.100"),
                new OwnerTags("acme/platform", "ada", "42", "payments", null, "cdktf", null, List.of()),
                List.of(new Environment("test", "test", null, null, true, CLASSIFICATION, regions, settings)),
                List.of());
    }

    /** An environment named and suffixed {@code test} with these settings in these regions. */
    public static Environment environment(Settings settings, AwsRegion... regions) {
        return deployment(regions(regions), settings).environments().get(0);
    }

    /** All roles of an environment, with their boundary. */
    public static EnvironmentRoles roles(Construct scope, Placement placement, Environment environment) {
        RoleContext context = new RoleContext(placement, environment);
        return new EnvironmentRoles(scope, context, Capabilities.roles(context));
    }
}

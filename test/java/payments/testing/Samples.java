package payments.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.compute.FunctionHandler;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.WorkerHost;
import payments.infrastructure.config.ApiSettings;
import payments.infrastructure.config.AuditSettings;
import payments.infrastructure.config.AuroraSettings;
import payments.infrastructure.config.AwsRegion;
import payments.infrastructure.config.Backend;
import payments.infrastructure.config.BatchSettings;
import payments.infrastructure.config.BucketEncryption;
import payments.infrastructure.config.Cidr;
import payments.infrastructure.config.Classification;
import payments.infrastructure.config.DataClass;
import payments.infrastructure.config.DatabaseCopy;
import payments.infrastructure.config.DatabaseEngine;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.DocumentSettings;
import payments.infrastructure.config.EncryptionSettings;
import payments.infrastructure.config.EndpointService;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.EventSettings;
import payments.infrastructure.config.FirewallSettings;
import payments.infrastructure.config.FunctionSettings;
import payments.infrastructure.config.FunctionSize;
import payments.infrastructure.config.LedgerSettings;
import payments.infrastructure.config.LinkSettings;
import payments.infrastructure.config.LogSettings;
import payments.infrastructure.config.NatGateways;
import payments.infrastructure.config.NetworkSettings;
import payments.infrastructure.config.OwnerTags;
import payments.infrastructure.config.PasswordStore;
import payments.infrastructure.config.PciScope;
import payments.infrastructure.config.ProtectionSettings;
import payments.infrastructure.config.QueueSettings;
import payments.infrastructure.config.Region;
import payments.infrastructure.config.Settings;
import payments.infrastructure.config.TableSettings;
import payments.infrastructure.config.TerraformSettings;
import payments.infrastructure.config.WorkerSettings;
import payments.infrastructure.config.WorkflowSettings;
import payments.infrastructure.identity.EnvironmentRoles;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.stack.Capabilities;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** Settings for construct tests: those of the reference system {@code active-passive}. */
public final class Samples {
    public static final NetworkSettings NETWORK = new NetworkSettings(
            3, NatGateways.PER_ZONE, true, List.of(EndpointService.SQS, EndpointService.MONITORING));
    public static final EncryptionSettings ENCRYPTION = new EncryptionSettings(7);
    public static final DocumentSettings DOCUMENTS = new DocumentSettings(BucketEncryption.KMS);
    public static final TableSettings TABLE = new TableSettings("transaction_id", null, null, List.of(), null);
    public static final DatabaseSettings DATABASE = database(DatabaseEngine.POSTGRES, "15.4", "db.t3.medium", null);
    /** The cluster of the reference system {@code multi-environment}. */
    public static final DatabaseSettings AURORA =
            database(DatabaseEngine.AURORA_POSTGRESQL, "13.7", "db.r6g.large", new AuroraSettings(2, 2, 16));

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
                PasswordStore.SECRETS_MANAGER);
    }

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
        return new WorkerHost(host(scope, placement), "alerts", failuresArn);
    }

    /** The API function of these settings and variables. */
    public static FunctionSpec apiFunction(FunctionSize size, Map<String, String> variables) {
        return new FunctionSpec(
                ResourceName.API_FUNCTION,
                ResourceName.API_FUNCTION_ROLE,
                FunctionHandler.PAYMENTS_API,
                "Payments API",
                size,
                variables);
    }

    /** All settings that a deployment has by default, with the database copied like this. */
    public static Settings settings(DatabaseCopy copy) {
        return settings(NETWORK, API, DATABASE, copy, null, null, null, null, null);
    }

    /** The same with this database and without copies of it. */
    public static Settings withDatabase(@Nullable DatabaseSettings database) {
        return settings(NETWORK, API, database, DatabaseCopy.NONE, null, null, null, null, null);
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
        return settings(
                new NetworkSettings(3, NatGateways.PER_ZONE, true, List.of()),
                api.settings(),
                database,
                copy,
                new QueueSettings(180, 6, 4, 14, 5, 10, 0, 5, worker),
                new EventSettings(worker, 5, List.of()),
                new LedgerSettings(24),
                new WorkflowSettings(worker, 900),
                new BatchSettings(1024, 300, null, BucketEncryption.KMS, 5, 1024, true));
    }

    private static Settings settings(
            NetworkSettings network,
            ApiSettings api,
            @Nullable DatabaseSettings database,
            DatabaseCopy copy,
            @Nullable QueueSettings queue,
            @Nullable EventSettings events,
            @Nullable LedgerSettings ledger,
            @Nullable WorkflowSettings workflow,
            @Nullable BatchSettings batch) {
        return new Settings(
                network,
                ENCRYPTION,
                DOCUMENTS,
                TABLE,
                database,
                FUNCTION,
                api,
                FIREWALL,
                null,
                LOGS,
                AUDIT,
                PROTECTED,
                new LinkSettings(true, true, copy),
                queue,
                events,
                ledger,
                workflow,
                batch,
                null);
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
                new OwnerTags("acme/platform", "ada", "42", "payments", null),
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

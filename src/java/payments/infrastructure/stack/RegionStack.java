package payments.infrastructure.stack;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.Token;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import payments.infrastructure.api.EntryLogs;
import payments.infrastructure.api.PaymentsApi;
import payments.infrastructure.audit.AuditAlarms;
import payments.infrastructure.audit.ConfigurationRecorder;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.compute.PaymentsFunction;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;
import payments.infrastructure.config.Settings;
import payments.infrastructure.data.AdministratorPassword;
import payments.infrastructure.data.DatabaseEvents;
import payments.infrastructure.data.PaymentsTable;
import payments.infrastructure.data.PostgresDatabase;
import payments.infrastructure.edge.WebFirewall;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.FlowLogs;
import payments.infrastructure.network.InterfaceEndpoints;
import payments.infrastructure.network.Network;
import payments.infrastructure.network.RegionPeering;
import payments.infrastructure.observability.AlertTopic;
import payments.infrastructure.observability.CardDataMask;
import payments.infrastructure.observability.DatabaseAlarms;
import payments.infrastructure.observability.EdgeAlarms;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.RegionAlarms;
import payments.infrastructure.observability.RegionDashboard;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.security.SecurityGroups;
import payments.infrastructure.storage.AccessLogBucket;
import payments.infrastructure.storage.BucketRole;
import payments.infrastructure.storage.DocumentsBucket;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * One region of an environment: one account, one region, and everything that takes payments there. The links to the
 * regions of lower priority are here too (design: they belong to the region that owns the data).
 */
public final class RegionStack extends PlatformStack {
    private final Region region;
    private final Settings settings;
    private final Placement placement;
    private final RegionKeys keys;
    private final Network network;
    private final SecurityGroups groups;
    private final AccessLogBucket accessLogs;
    private final DocumentsBucket documents;
    private final PaymentsTable table;
    private final PostgresDatabase database;
    private final PaymentsFunction function;
    private final PaymentsApi api;
    private final WebFirewall firewall;

    /**
     * Defines the stack.
     *
     * @param standbys the stacks of the regions of lower priority, which are deployed before this one
     */
    public RegionStack(
            Construct scope,
            Deployment deployment,
            Environment environment,
            Region region,
            FunctionCode code,
            List<RegionStack> standbys) {
        super(
                scope,
                StackNames.region(environment, region),
                deployment,
                environment,
                region.code(),
                providers -> providers.region(region.code()));
        this.region = region;
        this.settings = environment.settings();
        this.placement = in(region.code());

        this.keys = new RegionKeys(
                this,
                "keys",
                placement,
                settings.encryption(),
                keyPurposes(environment),
                environment.replicatesDocuments());
        this.network = new Network(this, "network", placement, settings.network(), region.cidr());
        new FlowLogs(this, "flow-logs", placement, network, settings.logs(), keys.arn(KeyPurpose.LOGS));
        this.groups = new SecurityGroups(this, "security-groups", placement, network);
        new InterfaceEndpoints(this, "interface-endpoints", placement, network, groups.endpointsId());
        this.accessLogs = accessLogs();
        this.documents = new DocumentsBucket(
                this,
                "documents",
                placement,
                isPrimary(environment) ? BucketRole.CRITICAL : BucketRole.REPLICA,
                settings.protection(),
                keys.arn(KeyPurpose.DOCUMENTS),
                accessLogs);
        this.table = new PaymentsTable(
                this, "payments", placement, settings.table(), settings.protection(), keys.arn(KeyPurpose.TABLE));
        this.database = database(environment);
        this.function = function(code, isPrimary(environment));
        this.api = new PaymentsApi(
                this,
                "api",
                placement,
                settings.api(),
                environment.ownsAccount(),
                null,
                new EntryLogs(settings.logs(), keys.arn(KeyPurpose.LOGS)),
                function.alias());
        this.firewall = new WebFirewall(
                this,
                "firewall",
                placement,
                settings.firewall(),
                settings.logs(),
                keys.arn(KeyPurpose.LOGS),
                api.firewallTarget());
        AlertTopic alerts = new AlertTopic(this, "alerts", placement, keys.keyId(KeyPurpose.MESSAGING));
        observe(alerts);
        audit(environment, alerts);
        link(environment, standbys, alerts);
        outputs();
        protect(environment);
    }

    /** The region that this stack is. */
    Region region() {
        return region;
    }

    private boolean isPrimary(Environment environment) {
        return region.equals(environment.primary());
    }

    private static Set<KeyPurpose> keyPurposes(Environment environment) {
        Set<KeyPurpose> purposes = EnumSet.copyOf(KeyPurpose.OF_EVERY_REGION);
        if (environment.ownsAccount()) {
            purposes.add(KeyPurpose.CONFIGURATION);
        }
        return purposes;
    }

    private AccessLogBucket accessLogs() {
        return new AccessLogBucket(
                this,
                "access-logs",
                placement,
                ResourceName.ACCESS_LOG_BUCKET,
                List.of(ResourceName.DOCUMENTS_BUCKET, ResourceName.CONFIGURATION_BUCKET),
                settings.audit(),
                settings.protection());
    }

    private PostgresDatabase database(Environment environment) {
        return new PostgresDatabase(
                this,
                "database",
                placement,
                settings.database(),
                settings.protection(),
                settings.logs(),
                // AWS lets no database whose password it manages have read replicas.
                environment.replicatesDatabase() ? AdministratorPassword.EPHEMERAL : AdministratorPassword.MANAGED,
                new PostgresDatabase.Location(
                        network.privateSubnetIds(),
                        groups.databaseId(),
                        keys.arn(KeyPurpose.DATABASE),
                        keys.arn(KeyPurpose.LOGS)));
    }

    private PaymentsFunction function(FunctionCode code, boolean isHome) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("REGION", region.code());
        // A standby is told that it is not the home, and not which region is: that one may change without it.
        variables.put("HOME_REGION", isHome ? region.code() : "another");
        variables.put("ENVIRONMENT_SUFFIX", placement.names().suffix());
        variables.put("DYNAMODB_TABLE", table.name());
        variables.put("DYNAMODB_ENDPOINT", "https://dynamodb.%s.amazonaws.com".formatted(region.code()));
        variables.put("TABLE_PARTITION_KEY", settings.table().partitionKey());
        variables.put("RDS_HOST", database.address());
        variables.put("RDS_PORT", Token.asString(database.port()));
        variables.put("RDS_DATABASE", settings.database().databaseName());
        return new PaymentsFunction(
                this,
                "payments-function",
                placement,
                settings.function(),
                settings.logs(),
                code,
                keys,
                new PaymentsFunction.Location(network.privateSubnetIds(), groups.functionsId()),
                variables);
    }

    private void observe(AlertTopic alerts) {
        RegionAlarms.Watched watched = new RegionAlarms.Watched(
                function.name(), settings.function().timeoutSeconds(), database.identifier(), table.name());
        new RegionAlarms(this, "alarms", placement, alerts.arn(), watched);
        new EdgeAlarms(
                this,
                "edge-alarms",
                placement,
                alerts.arn(),
                watched,
                api.metrics(),
                new EdgeAlarms.Normal(
                        settings.function().reservedConcurrency(),
                        cardDataMask().findingsGroup(),
                        alerts.name()));
        new RegionDashboard(this, "dashboard", placement, watched, api.metrics(), firewall.name());
        new DatabaseAlarms(
                this, "database-alarms", placement, alerts.arn(), database.identifier(), settings.database());
        new DatabaseEvents(this, "database-events", placement, alerts.arn(), database);
    }

    /** On every log that a request can write into. */
    private CardDataMask cardDataMask() {
        Map<String, EncryptedLogGroup> logs = new TreeMap<>();
        logs.put("function", function.logGroup());
        logs.putAll(api.logs());
        logs.put("firewall", firewall.log());
        return new CardDataMask(this, "card-data-mask", placement, settings.logs(), keys.arn(KeyPurpose.LOGS), logs);
    }

    private void audit(Environment environment, AlertTopic alerts) {
        if (environment.ownsAccount()) {
            new ConfigurationRecorder(
                    this,
                    "configuration",
                    placement,
                    settings,
                    isPrimary(environment),
                    keys.arn(KeyPurpose.CONFIGURATION),
                    accessLogs);
            if (isPrimary(environment)) {
                new AuditAlarms(this, "audit-alarms", placement, alerts.arn());
            }
        }
    }

    private void link(Environment environment, List<RegionStack> standbyStacks, AlertTopic alerts) {
        List<StandbyRegion> standbys = standbyStacks.stream()
                .map(standby -> new StandbyRegion(this, environment, standby))
                .toList();
        RegionLinks links = new RegionLinks(this, "links", environment, standbys);
        links.peer(new RegionPeering.Side(placement, network.vpcId(), region.cidr(), network.privateRouteTableIds()));
        if (isPrimary(environment)) {
            links.replicate(placement, documents, alerts.arn()).copyDatabase(database, standby -> "arn:aws:sns:%s:%s:%s"
                    .formatted(
                            standby.code(),
                            placement.account(),
                            standby.placement().name(ResourceName.ALERTS)));
        }
    }

    private void outputs() {
        output(RegionOutputs.VPC_ID, network.vpcId());
        output("vpc_cidr", network.cidr());
        output("public_subnet_ids", network.publicSubnetIds());
        output("private_subnet_ids", network.privateSubnetIds());
        output(RegionOutputs.PRIVATE_ROUTE_TABLE_IDS, network.privateRouteTableIds());
        output(RegionOutputs.DATABASE_SECURITY_GROUP_ID, groups.databaseId());
        output(RegionOutputs.DOCUMENTS_KEY_ARN, keys.arn(KeyPurpose.DOCUMENTS));
        output(RegionOutputs.DATABASE_KEY_ARN, keys.arn(KeyPurpose.DATABASE));
        output("kms_key_id_s3", keys.keyId(KeyPurpose.DOCUMENTS));
        output("kms_key_id_rds", keys.keyId(KeyPurpose.DATABASE));
        output("rds_endpoint", database.endpoint());
        output("rds_address", database.address());
        output("rds_port", database.port());
        output("lambda_function_name", function.name());
        output("lambda_function_arn", function.arn());
        api.outputs().forEach(told -> output(told.name(), told.value()));
        output("dynamodb_table_name", table.name());
        output("dynamodb_table_arn", table.arn());
        output("s3_bucket_name", documents.name());
        output("s3_bucket_arn", documents.arn());
        output("current_region", region.code());
        output("current_workspace", getNode().getId());
    }

    private void output(String name, Object value) {
        TerraformOutput output = TerraformOutput.Builder.create(this, "output-" + name)
                .value(value)
                .build();
        output.overrideLogicalId(name);
    }
}

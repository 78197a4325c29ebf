package payments.infrastructure.stack;

import com.hashicorp.cdktf.TerraformOutput;
import com.hashicorp.cdktf.Token;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.api.PaymentsApi;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.compute.PaymentsFunction;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.Region;
import payments.infrastructure.config.Settings;
import payments.infrastructure.data.PaymentsTable;
import payments.infrastructure.data.PostgresDatabase;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.network.FlowLogs;
import payments.infrastructure.network.Network;
import payments.infrastructure.network.RegionPeering;
import payments.infrastructure.observability.AlertTopic;
import payments.infrastructure.observability.RegionAlarms;
import payments.infrastructure.observability.RegionDashboard;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.security.SecurityGroups;
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
    private final DocumentsBucket documents;
    private final PaymentsTable table;
    private final PostgresDatabase database;
    private final PaymentsFunction function;
    private final PaymentsApi api;

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

        this.keys = new RegionKeys(this, "keys", placement, settings.encryption(), environment.replicatesDocuments());
        this.network = new Network(this, "network", placement, settings.network(), region.cidr());
        new FlowLogs(this, "flow-logs", placement, network, settings.logs(), keys.arn(KeyPurpose.LOGS));
        this.groups = new SecurityGroups(this, "security-groups", placement, network);
        this.documents = new DocumentsBucket(
                this, "documents", placement, settings.protection(), keys.arn(KeyPurpose.DOCUMENTS));
        this.table = new PaymentsTable(
                this, "payments", placement, settings.table(), settings.protection(), keys.arn(KeyPurpose.TABLE));
        this.database = database();
        this.function = function(code, region.equals(environment.primary()));
        this.api = new PaymentsApi(
                this, "api", placement, settings.api(), settings.logs(), keys.arn(KeyPurpose.LOGS), function);
        observe();
        link(environment, standbys);
        outputs();
    }

    /** The region that this stack is. */
    Region region() {
        return region;
    }

    private PostgresDatabase database() {
        return new PostgresDatabase(
                this,
                "database",
                placement,
                settings.database(),
                settings.protection(),
                settings.logs(),
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

    private void observe() {
        AlertTopic alerts = new AlertTopic(this, "alerts", placement, keys.keyId(KeyPurpose.MESSAGING));
        RegionAlarms.Watched watched = new RegionAlarms.Watched(
                function.name(),
                settings.function().timeoutSeconds(),
                api.name(),
                api.stageName(),
                database.identifier(),
                table.name());
        new RegionAlarms(this, "alarms", placement, alerts.arn(), watched);
        new RegionDashboard(this, "dashboard", placement, watched);
    }

    private void link(Environment environment, List<RegionStack> standbyStacks) {
        List<StandbyRegion> standbys = standbyStacks.stream()
                .map(standby -> new StandbyRegion(this, environment, standby))
                .toList();
        RegionLinks links = new RegionLinks(this, "links", environment, standbys);
        links.peer(new RegionPeering.Side(
                placement, network.vpcId(), region.cidr().text(), network.privateRouteTableIds()));
        if (region.equals(environment.primary())) {
            links.replicate(placement, documents).copyDatabase(database, standby -> "arn:aws:sns:%s:%s:%s"
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
        output("api_gateway_id", api.id());
        output("api_gateway_endpoint", api.endpoint());
        output("api_gateway_stage_name", api.stageName());
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

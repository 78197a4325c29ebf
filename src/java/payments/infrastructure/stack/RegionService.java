package payments.infrastructure.stack;

import com.hashicorp.cdktf.Token;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.api.PaymentsApi;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.compute.PaymentsFunction;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.Settings;
import payments.infrastructure.config.TableSettings;
import payments.infrastructure.data.AuditRecordsTable;
import payments.infrastructure.data.Database;
import payments.infrastructure.edge.WebFirewall;
import payments.infrastructure.network.Network;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.security.SecurityGroups;

/** What answers callers in a region: the API, the firewall in front of it where there is one, and the function behind. */
final class RegionService {
    private final RegionContext context;
    private final RegionLedger ledger;
    private final PaymentsFunction function;
    private final PaymentsApi api;
    private final @Nullable WebFirewall firewall;

    RegionService(RegionContext context, RegionFoundation foundation, RegionLedger ledger, FunctionCode code) {
        this.context = context;
        this.ledger = ledger;
        Settings settings = context.settings();
        RegionKeys keys = foundation.keys();
        this.function = new PaymentsFunction(
                context.stack(),
                "payments-function",
                context.placement(),
                settings.function(),
                settings.logs(),
                code,
                keys,
                location(foundation),
                variables());
        this.api = new PaymentsApi(
                context.stack(),
                "api",
                context.placement(),
                settings.api(),
                context.environment().ownsAccount(),
                settings.logs(),
                keys.arn(KeyPurpose.LOGS),
                function);
        this.firewall = settings.firewall() == null
                ? null
                : new WebFirewall(
                        context.stack(),
                        "firewall",
                        context.placement(),
                        settings.firewall(),
                        settings.logs(),
                        keys.arn(KeyPurpose.LOGS),
                        api.stageArn());
    }

    PaymentsFunction function() {
        return function;
    }

    PaymentsApi api() {
        return api;
    }

    /** The firewall; null where the deployment has none. */
    @Nullable WebFirewall firewall() {
        return firewall;
    }

    /** Every log that a request can write into, by what writes it. */
    Map<String, EncryptedLogGroup> logs() {
        Map<String, EncryptedLogGroup> logs = new TreeMap<>();
        logs.put("function", function.logGroup());
        logs.put("api-access", api.accessLog());
        logs.put("api-execution", api.executionLog());
        if (firewall != null) {
            logs.put("firewall", firewall.log());
        }
        return logs;
    }

    void outputs() {
        context.output("lambda_function_name", function.name());
        context.output("lambda_function_arn", function.arn());
        context.output("api_gateway_id", api.id());
        context.output("api_gateway_endpoint", api.endpoint());
        context.output("api_gateway_stage_name", api.stageName());
    }

    /** In the network where there is one; null for a function that needs none. */
    private static PaymentsFunction.@Nullable Location location(RegionFoundation foundation) {
        Network network = foundation.network();
        SecurityGroups groups = foundation.groups();
        return network == null || groups == null
                ? null
                : new PaymentsFunction.Location(network.privateSubnetIds(), groups.functionsId());
    }

    private Map<String, String> table(TableSettings settings) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("TABLE_PARTITION_KEY", settings.partitionKey());
        if (settings.sortKey() != null) {
            variables.put("TABLE_SORT_KEY", settings.sortKey());
        }
        if (settings.timestamp() != null) {
            variables.put("TABLE_TIMESTAMP", settings.timestamp());
        }
        AuditRecordsTable auditRecords = ledger.auditRecords();
        if (auditRecords != null && settings.auditTable() != null) {
            variables.put("AUDIT_TABLE", auditRecords.name());
            variables.put("AUDIT_PARTITION_KEY", settings.auditTable().partitionKey());
        }
        return variables;
    }

    private Map<String, String> variables() {
        String region = context.placement().region();
        Map<String, String> variables = new TreeMap<>();
        variables.put("REGION", region);
        // A standby is told that it is not the home, and not which region is: that one may change without it.
        variables.put("HOME_REGION", context.isHome() ? region : "another");
        variables.put("ENVIRONMENT_SUFFIX", context.placement().names().suffix());
        variables.put("DYNAMODB_TABLE", ledger.table().name());
        variables.put("DYNAMODB_ENDPOINT", "https://dynamodb.%s.amazonaws.com".formatted(region));
        variables.putAll(table(context.settings().table()));
        Database database = ledger.database();
        DatabaseSettings settings = context.settings().database();
        if (database != null && settings != null) {
            variables.put("RDS_HOST", database.address());
            variables.put("RDS_PORT", Token.asString(database.port()));
            variables.put("RDS_DATABASE", settings.databaseName());
        }
        return variables;
    }
}

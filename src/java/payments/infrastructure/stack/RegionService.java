package payments.infrastructure.stack;

import com.hashicorp.cdktf.Token;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.compute.PaymentsFunction;
import payments.infrastructure.config.CorsSettings;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.Settings;
import payments.infrastructure.data.PostgresDatabase;
import payments.infrastructure.edge.WebFirewall;
import payments.infrastructure.network.Network;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.RegionKeys;
import payments.infrastructure.security.SecurityGroups;

/** What answers callers in a region: what callers enter by, and the function behind. */
final class RegionService {
    private final RegionContext context;
    private final RegionLedger ledger;
    private final PaymentsFunction function;
    private final RegionEdge edge;

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
        this.edge = new RegionEdge(context, foundation, function.alias());
    }

    PaymentsFunction function() {
        return function;
    }

    RegionEdge edge() {
        return edge;
    }

    /** Every log that a request can write into, by what writes it. */
    Map<String, EncryptedLogGroup> logs() {
        Map<String, EncryptedLogGroup> logs = new TreeMap<>();
        logs.put("function", function.logGroup());
        logs.putAll(edge.entry().logs());
        WebFirewall firewall = edge.firewall();
        if (firewall != null) {
            logs.put("firewall", firewall.log());
        }
        return logs;
    }

    void outputs() {
        context.output("lambda_function_name", function.name());
        context.output("lambda_function_arn", function.arn());
        edge.outputs();
    }

    /** In the network where there is one; null for a function that needs none. */
    private static PaymentsFunction.@Nullable Location location(RegionFoundation foundation) {
        Network network = foundation.network();
        SecurityGroups groups = foundation.groups();
        return network == null || groups == null
                ? null
                : new PaymentsFunction.Location(network.privateSubnetIds(), groups.functionsId());
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
        variables.put("TABLE_PARTITION_KEY", context.settings().table().partitionKey());
        variables.put("API_DIALECT", context.settings().api().dialect().path());
        CorsSettings cors = context.settings().api().cors();
        if (cors != null) {
            variables.put("CORS_ALLOWED_ORIGIN", cors.origin());
        }
        PostgresDatabase database = ledger.database();
        DatabaseSettings settings = context.settings().database();
        if (database != null && settings != null) {
            variables.put("RDS_HOST", database.address());
            variables.put("RDS_PORT", Token.asString(database.port()));
            variables.put("RDS_DATABASE", settings.databaseName());
        }
        return variables;
    }
}

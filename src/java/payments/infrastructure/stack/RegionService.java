package payments.infrastructure.stack;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.api.PaymentsApi;
import payments.infrastructure.compute.FunctionHandler;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.config.Settings;
import payments.infrastructure.edge.WebFirewall;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.security.KeyPurpose;
import payments.infrastructure.security.RegionKeys;

/** What answers callers in a region: the API, the firewall in front of it where there is one, and the function behind. */
final class RegionService {
    private final RegionContext context;
    private final ServiceFunction function;
    private final PaymentsApi api;
    private final @Nullable WebFirewall firewall;

    RegionService(RegionContext context, RegionFoundation foundation, RegionLedger ledger, FunctionHost host) {
        this.context = context;
        Settings settings = context.settings();
        RegionKeys keys = foundation.keys();
        this.function = new ServiceFunction(
                context.stack(),
                "payments-function",
                context.placement(),
                host,
                new FunctionSpec(
                        ResourceName.API_FUNCTION,
                        ResourceName.API_FUNCTION_ROLE,
                        FunctionHandler.PAYMENTS_API,
                        "Payments API: takes, stores and reads payments",
                        settings.function(),
                        variables(ledger)));
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

    ServiceFunction function() {
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

    private static Map<String, String> variables(RegionLedger ledger) {
        Map<String, String> variables = ledger.serviceVariables();
        variables.putAll(ledger.databaseVariables());
        return variables;
    }
}

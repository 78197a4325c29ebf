package payments.infrastructure.stack;

import java.util.Map;
import java.util.TreeMap;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.config.CorsSettings;
import payments.infrastructure.config.Settings;
import payments.infrastructure.edge.WebFirewall;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.terraform.Placement;

/** What answers callers in a region: what callers enter by, and the function behind. */
final class RegionService {
    private final RegionContext context;
    private final RegionLedger ledger;
    private final ServiceFunction function;
    private final RegionEdge edge;

    RegionService(RegionContext context, RegionFoundation foundation, RegionLedger ledger, FunctionHost host) {
        this.context = context;
        this.ledger = ledger;
        Settings settings = context.settings();
        this.function = new ServiceFunction(
                context.stack(),
                "payments-function",
                context.placement(),
                host,
                new FunctionSpec(
                        ResourceName.API_FUNCTION,
                        ResourceName.API_FUNCTION_ROLE,
                        FunctionContract.PAYMENTS_API,
                        "Payments API: takes, stores and reads payments",
                        settings.function(),
                        variables()));
        this.edge = new RegionEdge(context, foundation, function.alias());
    }

    ServiceFunction function() {
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

    private Map<FunctionVariable, String> variables() {
        Map<FunctionVariable, String> variables = ledger.serviceVariables();
        variables.putAll(ledger.databaseVariables());
        variables.put(
                FunctionVariable.API_DIALECT, context.settings().api().dialect().path());
        if (context.settings().api().captureRoute()) {
            Placement placement = context.placement();
            variables.put(
                    FunctionVariable.PAYMENT_WORKFLOW_ARN,
                    // By name: the machine comes after the API, and whoever calls too early is told to come back.
                    placement.arns().stateMachine(placement.region(), placement.name(ResourceName.PAYMENT_WORKFLOW)));
        }
        CorsSettings cors = context.settings().api().cors();
        if (cors != null) {
            variables.put(FunctionVariable.CORS_ALLOWED_ORIGIN, cors.origin());
        }
        return variables;
    }
}

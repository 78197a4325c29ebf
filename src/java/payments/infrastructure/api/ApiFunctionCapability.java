package payments.infrastructure.api;

import java.util.ArrayList;
import java.util.List;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.capability.Capability;
import payments.infrastructure.capability.FunctionVariables;
import payments.infrastructure.capability.RegionContext;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.compute.FunctionHost;
import payments.infrastructure.compute.FunctionSpec;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.config.deployment.FunctionSettings;
import payments.infrastructure.config.deployment.Settings;
import payments.infrastructure.data.DatabaseRights;
import payments.infrastructure.data.EffectLogRights;
import payments.infrastructure.data.PaymentRights;
import payments.infrastructure.identity.RoleContext;
import payments.infrastructure.identity.RoleSpec;
import payments.infrastructure.identity.Statement;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.DashboardSection;
import payments.infrastructure.observability.EntryMetrics;
import payments.infrastructure.observability.FunctionAlarms;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.workflow.WorkflowCapability;

/** The function that answers callers. */
public final class ApiFunctionCapability implements Capability {
    @Override
    public boolean isWanted(Environment environment) {
        return true;
    }

    @Override
    public List<RoleSpec> roles(RoleContext context) {
        Settings settings = context.settings();
        List<Statement> own = new ArrayList<>(List.of(PaymentRights.storeAndRead(context), neverDelete(context)));
        if (settings.api().captureRoute()) {
            own.addAll(WorkflowCapability.start(context));
        }
        own.addAll(EffectLogRights.append(context));
        own.addAll(PaymentRights.writeAuditRecords(context));
        own.addAll(PaymentRights.neverChangeAuditRecords(context));
        if (settings.database() != null) {
            // For the deep health check, as the role that the migration makes.
            own.add(DatabaseRights.connect(context, "AskDatabase"));
        }
        return List.of(RoleSpec.api(context, ResourceName.API_FUNCTION, own));
    }

    /** Nothing grants these today; the denial holds whatever is attached tomorrow. */
    private static Statement neverDelete(RoleContext context) {
        List<String> actions = new ArrayList<>(List.of("dynamodb:DeleteTable", "dynamodb:DeleteItem"));
        if (context.permanentRecords().stream().anyMatch(record -> record.contains(":s3:::"))) {
            actions.add("s3:DeleteBucket");
        }
        return Statement.deny("NeverDelete", actions.toArray(String[]::new)).on(context.permanentRecords());
    }

    @Override
    public void build(RegionContext region) {
        FunctionSettings settings = region.settings().function();
        ServiceFunction function = new ServiceFunction(
                region.stack(),
                "payments-function",
                region.placement(),
                region.get(FunctionHost.class),
                new FunctionSpec(
                        ResourceName.API_FUNCTION,
                        FunctionContract.PAYMENTS_API,
                        "Payments API: takes, stores and reads payments",
                        settings,
                        region.variables(FunctionContract.PAYMENTS_API)));
        region.add(FunctionAlias.class, function.alias());
        region.addRequestLog("function", function.logGroup());
        region.alarms(EntryMetrics.ALARMS)
                .addAll(FunctionAlarms.ofApi(
                        function.name(), settings.timeoutSeconds(), settings.reservedConcurrency()))
                .add(ServiceAlarms.ofCardData(region.placement()));
        region.show(
                DashboardSection.FUNCTION,
                List.of(
                        Metric.ofFunction(function.name(), "Invocations", "Sum"),
                        Metric.ofFunction(function.name(), "Errors", "Sum"),
                        Metric.ofFunction(function.name(), "Duration", "Average")));
        region.output("lambda_function_name", function.name());
        region.output("lambda_function_arn", function.arn());
    }

    @Override
    public void addVariables(RegionContext region, FunctionVariables variables) {
        Settings settings = region.settings();
        variables.put(FunctionVariable.API_DIALECT, settings.api().dialect().serviceName());
        if (settings.api().captureRoute()) {
            // By name: the machine is built after the API, and a caller that is too early is asked to come back.
            variables.put(FunctionVariable.PAYMENT_WORKFLOW_ARN, WorkflowCapability.machineArn(region.placement()));
        }
        if (settings.api().anonymousRead()) {
            variables.put(FunctionVariable.API_ANONYMOUS_READ, "true");
        }
        if (settings.api().environment() != null) {
            variables.put(FunctionVariable.API_ENVIRONMENT, settings.api().environment());
        }
        CorsSettings cors = settings.api().cors();
        if (cors != null) {
            variables.put(FunctionVariable.CORS_ALLOWED_ORIGIN, cors.origin());
            variables.put(FunctionVariable.CORS_ALLOWED_HEADERS, String.join(",", cors.headers()));
        }
    }
}

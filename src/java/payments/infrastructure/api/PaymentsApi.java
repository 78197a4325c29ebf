package payments.infrastructure.api;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResourceLifecycle;
import com.hashicorp.cdktf.providers.aws.api_gateway_deployment.ApiGatewayDeployment;
import com.hashicorp.cdktf.providers.aws.api_gateway_integration.ApiGatewayIntegration;
import com.hashicorp.cdktf.providers.aws.api_gateway_method.ApiGatewayMethod;
import com.hashicorp.cdktf.providers.aws.api_gateway_resource.ApiGatewayResource;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApi;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApiEndpointConfiguration;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import payments.infrastructure.compute.ServiceFunction;
import payments.infrastructure.config.ApiAuthorization;
import payments.infrastructure.config.ApiSettings;
import payments.infrastructure.config.LogSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The regional REST API: takes payments, reads them, and tells the health checkers that the region answers. Every route
 * goes to the function's alias; the function may be called by exactly these routes.
 */
public final class PaymentsApi extends Construct {
    private final Placement placement;
    private final ServiceFunction function;
    private final ApiGatewayRestApi api;
    private final RequestValidation validation;
    private final ApiStage stage;
    private final Map<String, String> resourceIds = new HashMap<>();
    private final List<ITerraformDependable> definition = new ArrayList<>();

    /** The routes, for this authorization of the payment routes. */
    public static List<ApiRoute> routes(ApiAuthorization authorization) {
        return List.of(
                new ApiRoute("POST", "payments", authorization, RequestModel.CREATE_PAYMENT),
                new ApiRoute("GET", "payments/{id}", authorization),
                // Route 53 health checkers cannot sign requests.
                new ApiRoute("GET", "health", ApiAuthorization.NONE),
                // One request makes several to table and database: never for strangers, whoever may pay.
                new ApiRoute("GET", "health/deep", ApiAuthorization.AWS_IAM));
    }

    /**
     * Defines the API, its routes, its deployment and its stage.
     *
     * @param ownsAccount whether the environment owns the one logging role that API Gateway has in an account and region
     */
    public PaymentsApi(
            Construct scope,
            String id,
            Placement placement,
            ApiSettings settings,
            boolean ownsAccount,
            LogSettings logs,
            String logsKeyArn,
            ServiceFunction function) {
        super(scope, id);
        this.placement = placement;
        this.function = function;
        this.api = ApiGatewayRestApi.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.name(ResourceName.API))
                .description("Payments")
                .endpointConfiguration(ApiGatewayRestApiEndpointConfiguration.builder()
                        .types(List.of("REGIONAL"))
                        .build())
                .tags(Map.of("Name", placement.name(ResourceName.API)))
                .build();
        this.validation = new RequestValidation(this, "validation", placement, api);
        List<ApiRoute> routes = routes(settings.authorization());
        routes.forEach(this::route);
        definition.addAll(validation.definition());
        definition.addAll(new Refusals(this, "refusals", placement, api).definition());
        this.stage = new ApiStage(
                this, "stage", placement, settings, ownsAccount, logs, logsKeyArn, api, deployment(routes));
    }

    /** The API's id. */
    public String id() {
        return api.getId();
    }

    /** The API's name, which its metrics carry. */
    public String name() {
        return placement.name(ResourceName.API);
    }

    /** The stage's name. */
    public String stageName() {
        return stage.name();
    }

    /** The stage's ARN, by which a firewall is put in front of it. */
    public String stageArn() {
        return stage.arn();
    }

    /** One line for each request. */
    public EncryptedLogGroup accessLog() {
        return stage.accessLog();
    }

    /** What API Gateway says about requests that it could not serve. */
    public EncryptedLogGroup executionLog() {
        return stage.executionLog();
    }

    /** The URL in front of every path. */
    public String endpoint() {
        return stage.invokeUrl();
    }

    private void route(ApiRoute route) {
        String resourceId = resource(route.path());
        ApiGatewayMethod method = method(route, resourceId);
        ApiGatewayIntegration integration = ApiGatewayIntegration.Builder.create(this, route.id() + "-integration")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(resourceId)
                .httpMethod(method.getHttpMethod())
                .type("AWS_PROXY")
                .integrationHttpMethod("POST")
                .uri(function.aliasInvokeArn())
                .build();
        LambdaPermission.Builder.create(this, route.id() + "-permission")
                .provider(placement.provider())
                .statementId(route.id())
                .action("lambda:InvokeFunction")
                .functionName(function.name())
                .qualifier(function.aliasName())
                .principal("apigateway.amazonaws.com")
                .sourceArn("%s/%s/%s/%s"
                        .formatted(
                                api.getExecutionArn(),
                                placement.names().suffix(),
                                route.verb(),
                                route.permissionPath()))
                .build();
        definition.add(method);
        definition.add(integration);
    }

    private ApiGatewayMethod method(ApiRoute route, String resourceId) {
        ApiGatewayMethod.Builder method = ApiGatewayMethod.Builder.create(this, route.id() + "-method")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(resourceId)
                .httpMethod(route.verb())
                .authorization(route.authorization().name());
        if (route.body() != null) {
            validation.demand(route.body(), method);
        }
        return method.build();
    }

    /** The API Gateway resource of a path; makes the ones above it first. */
    private String resource(String path) {
        if (path.isEmpty()) {
            return api.getRootResourceId();
        }
        String known = resourceIds.get(path);
        if (known != null) {
            return known;
        }
        int slash = path.lastIndexOf('/');
        ApiGatewayResource resource = ApiGatewayResource.Builder.create(
                        this, "path-" + path.replaceAll("[^a-z0-9]+", "-").replaceAll("-$", ""))
                .provider(placement.provider())
                .restApiId(api.getId())
                .parentId(resource(path.substring(0, Math.max(slash, 0))))
                .pathPart(path.substring(slash + 1))
                .build();
        resourceIds.put(path, resource.getId());
        definition.add(resource);
        return resource.getId();
    }

    /** A snapshot of the API; a new one whenever the definition changes, and made before the stage leaves the old one. */
    private ApiGatewayDeployment deployment(List<ApiRoute> routes) {
        return ApiGatewayDeployment.Builder.create(this, "deployment")
                .provider(placement.provider())
                .restApiId(api.getId())
                .triggers(Map.of("definition", DefinitionHash.of(routes)))
                .dependsOn(definition)
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
    }
}

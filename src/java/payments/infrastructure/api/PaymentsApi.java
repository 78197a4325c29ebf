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
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.EntryMetrics;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The regional REST API: takes payments, reads them where the dialect allows, and answers the health checkers that the
 * region answers. Every route goes to the function's alias; the function may be called by exactly these routes.
 */
public final class PaymentsApi extends Construct implements PublicEntry {
    private final Placement placement;
    private final ApiSettings settings;
    private final FunctionAlias function;
    private final CrossOriginHeaders cors;
    private final ApiGatewayRestApi api;
    private final RequestValidation validation;
    private final ApiStage stage;
    private final @Nullable UsagePlan usagePlan;
    private final EntryAddresses addresses;
    private final Map<String, String> resourceIds = new HashMap<>();
    private final List<ITerraformDependable> definition = new ArrayList<>();

    /**
     * Defines the API, its routes, its deployment and its stage.
     *
     * @param domain the name by which callers know the API, and then the one that AWS gives is closed unless the settings say
     *     otherwise; null to use that
     */
    public PaymentsApi(
            Construct scope,
            String id,
            Placement placement,
            ApiSettings settings,
            @Nullable String domain,
            EntryLogs logs,
            FunctionAlias function) {
        super(scope, id);
        this.placement = placement;
        this.settings = settings;
        this.function = function;
        this.cors = new CrossOriginHeaders(settings.cors(), settings.dialect().declaresCrossOrigin());
        this.api = ApiGatewayRestApi.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(placement.name(ResourceName.API))
                .description("Payments")
                .disableExecuteApiEndpoint(domain == null ? null : !settings.awsName())
                .endpointConfiguration(ApiGatewayRestApiEndpointConfiguration.builder()
                        .types(List.of("REGIONAL"))
                        .build())
                .tags(Map.of("Name", placement.name(ResourceName.API)))
                .build();
        this.validation = new RequestValidation(this, "validation", placement, api);
        ApiDefinition contents = ApiDefinition.of(settings, domain != null);
        contents.routes().forEach(this::route);
        preflights(contents.routes());
        definition.addAll(validation.definition());
        definition.addAll(
                new GatewayResponses(this, "refusals", placement, api, cors, settings.dialect()).definition());
        this.stage = new ApiStage(this, "stage", placement, settings, logs, api, deployment(contents));
        this.addresses = EntryAddresses.of(placement, settings, domain, stage.invokeUrl());
        this.usagePlan = settings.usagePlan() == null
                ? null
                : new UsagePlan(this, "usage-plan", placement, settings.usagePlan(), api, stage);
    }

    @Override
    public String firewallTarget() {
        return stage.arn();
    }

    @Override
    public Map<String, EncryptedLogGroup> logs() {
        return Map.of("api-access", stage.accessLog(), "api-execution", stage.executionLog());
    }

    @Override
    public EntryMetrics metrics() {
        return EntryMetrics.ofRestApi(placement.name(ResourceName.API), stage.name(), settings.fewestRequests());
    }

    @Override
    public List<EntryOutput> outputs() {
        List<EntryOutput> outputs = new ArrayList<>(addresses.outputs());
        outputs.addAll(List.of(
                new EntryOutput("api_gateway_id", api.getId()),
                new EntryOutput("api_gateway_stage_name", stage.name()),
                new EntryOutput("cloudwatch_log_group_name", stage.accessLog().name())));
        if (usagePlan != null) {
            outputs.add(new EntryOutput("usage_plan_id", usagePlan.id()));
            outputs.add(new EntryOutput("api_key_value", usagePlan.keyValue(), true));
        }
        return outputs;
    }

    @Override
    public HealthAddress health() {
        return new HealthAddress(
                "%s.execute-api.%s.amazonaws.com".formatted(api.getId(), placement.region()),
                "/%s/%s".formatted(stage.name(), ApiRoutes.HEALTH));
    }

    @Override
    public AliasTarget answerTo(String role, String name, CertificateArn certificateArn) {
        return new RestDomain(this, "domain-" + role, placement, name, certificateArn, api, stage).target();
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
                .uri(function.invokeArn())
                .build();
        LambdaPermission.Builder.create(this, route.id() + "-permission")
                .provider(placement.provider())
                .statementId(route.id())
                .action("lambda:InvokeFunction")
                .functionName(function.functionName())
                .qualifier(function.name())
                .principal("apigateway.amazonaws.com")
                .sourceArn("%s/%s/%s/%s"
                        .formatted(
                                api.getExecutionArn(),
                                settings.stageName(placement.names().suffix()),
                                route.verb(),
                                route.wildcardPath()))
                .build();
        definition.add(method);
        definition.add(integration);
        ProxiedRoute proxied = new ProxiedRoute(route, method, integration);
        definition.addAll(
                new RouteResponses(this, route.id() + "-response", placement, api, proxied, cors).definition());
    }

    /** One for each path that a page of another origin may call; the health checkers are no pages. */
    private void preflights(List<ApiRoute> routes) {
        if (settings.cors() == null) {
            return;
        }
        Map<String, List<String>> methods = new TreeMap<>();
        for (ApiRoute route : routes) {
            if (!route.isHealth()) {
                methods.computeIfAbsent(route.path(), path -> new ArrayList<>()).add(route.verb());
            }
        }
        methods.forEach((path, verbs) -> {
            verbs.add("OPTIONS");
            definition.addAll(new Preflight(
                            this, "preflight-" + pathId(path), placement, api, resource(path), cors.ofPreflight(verbs))
                    .definition());
        });
    }

    private ApiGatewayMethod method(ApiRoute route, String resourceId) {
        ApiGatewayMethod.Builder method = ApiGatewayMethod.Builder.create(this, route.id() + "-method")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(resourceId)
                .httpMethod(route.verb())
                .authorization(route.authorization().name());
        if (route.keyed()) {
            method.apiKeyRequired(true);
        }
        if (route.body() != null) {
            validation.demand(route.body(), method);
        } else if (route.verb().equals("POST")) {
            validation.demandParameters(method);
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
        ApiGatewayResource resource = ApiGatewayResource.Builder.create(this, "path-" + pathId(path))
                .provider(placement.provider())
                .restApiId(api.getId())
                .parentId(resource(path.substring(0, Math.max(slash, 0))))
                .pathPart(path.substring(slash + 1))
                .build();
        resourceIds.put(path, resource.getId());
        definition.add(resource);
        return resource.getId();
    }

    private static String pathId(String path) {
        return path.replaceAll("[^a-z0-9]+", "-").replaceAll("-$", "");
    }

    /** A snapshot of the API; a new one whenever the definition changes, and made before the stage leaves the old one. */
    private ApiGatewayDeployment deployment(ApiDefinition contents) {
        return ApiGatewayDeployment.Builder.create(this, "deployment")
                .provider(placement.provider())
                .restApiId(api.getId())
                .triggers(Map.of("definition", DefinitionHash.of(contents)))
                .dependsOn(definition)
                .lifecycle(TerraformResourceLifecycle.builder()
                        .createBeforeDestroy(true)
                        .build())
                .build();
    }
}

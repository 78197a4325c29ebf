package payments.infrastructure.api;

import com.hashicorp.cdktf.providers.aws.apigatewayv2_api.Apigatewayv2Api;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_api.Apigatewayv2ApiCorsConfiguration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_authorizer.Apigatewayv2Authorizer;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_authorizer.Apigatewayv2AuthorizerJwtConfiguration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_integration.Apigatewayv2Integration;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_route.Apigatewayv2Route;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2Stage;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2StageAccessLogSettings;
import com.hashicorp.cdktf.providers.aws.apigatewayv2_stage.Apigatewayv2StageDefaultRouteSettings;
import com.hashicorp.cdktf.providers.aws.lambda_permission.LambdaPermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiSettings;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.JwtSettings;
import payments.infrastructure.naming.ResourceName;
import payments.infrastructure.observability.EncryptedLogGroup;
import payments.infrastructure.observability.EntryMetrics;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * The HTTP API: the same routes to the same function, cheaper and faster than a REST API, but without firewall, request
 * models, usage plans and traces (API Gateway guide, "Choose between REST APIs and HTTP APIs"). Its stage deploys by itself
 * whatever changes.
 */
public final class PaymentsHttpApi extends Construct implements PublicEntry {
    private final Placement placement;
    private final ApiSettings settings;
    private final FunctionAlias function;
    private final Apigatewayv2Api api;
    private final Apigatewayv2Stage stage;
    private final EncryptedLogGroup accessLog;
    private final EntryAddresses addresses;

    /**
     * Defines the API, its routes and its stage.
     *
     * @param domain the name by which callers know the API, and then the one that AWS gives is closed; null to use that
     */
    public PaymentsHttpApi(
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
        String name = placement.name(ResourceName.API);
        List<ApiRoute> routes = ApiRoutes.of(settings);
        Apigatewayv2Api.Builder builder = Apigatewayv2Api.Builder.create(this, "Resource")
                .provider(placement.provider())
                .name(name)
                .description("Payments")
                .protocolType("HTTP")
                .disableExecuteApiEndpoint(domain == null ? null : !settings.awsName())
                .tags(Map.of("Name", name));
        if (settings.cors() != null) {
            builder.corsConfiguration(crossOrigin(settings.cors(), routes));
        }
        this.api = builder.build();
        routes(routes, settings.jwt() == null ? null : authorizer(settings.jwt()));
        this.accessLog = new EncryptedLogGroup(
                this,
                "access-log",
                placement,
                "/aws/apigateway/%s/access".formatted(name),
                logs.settings(),
                logs.keyArn());
        this.stage = stage();
        this.addresses = EntryAddresses.of(placement, settings, domain, stage.getInvokeUrl());
    }

    @Override
    public @Nullable String firewallTarget() {
        return null;
    }

    @Override
    public Map<String, EncryptedLogGroup> logs() {
        return Map.of("api-access", accessLog);
    }

    @Override
    public EntryMetrics metrics() {
        return EntryMetrics.ofHttpApi(api.getId(), stage.getName(), settings.fewestRequests());
    }

    @Override
    public List<EntryOutput> outputs() {
        List<EntryOutput> outputs = new ArrayList<>(addresses.outputs());
        outputs.addAll(List.of(
                new EntryOutput("api_gateway_id", api.getId()),
                new EntryOutput("api_gateway_stage_name", stage.getName()),
                new EntryOutput("cloudwatch_log_group_name", accessLog.name())));
        return outputs;
    }

    @Override
    public HealthAddress health() {
        return new HealthAddress(
                "%s.execute-api.%s.amazonaws.com".formatted(api.getId(), placement.region()),
                "/%s/%s".formatted(stage.getName(), ApiRoutes.HEALTH));
    }

    @Override
    public AliasTarget answerTo(String role, String name, CertificateArn certificateArn) {
        return new HttpDomain(this, "domain-" + role, placement, name, certificateArn, api, stage).target();
    }

    /** API Gateway answers preflights itself, without authorization, and writes its own headers over the function's. */
    private static Apigatewayv2ApiCorsConfiguration crossOrigin(CorsSettings cors, List<ApiRoute> routes) {
        return Apigatewayv2ApiCorsConfiguration.builder()
                .allowOrigins(List.of(cors.origin()))
                .allowHeaders(cors.headers())
                .allowMethods(Stream.concat(routes.stream().map(ApiRoute::verb), Stream.of("OPTIONS"))
                        .distinct()
                        .toList())
                .maxAge(CrossOriginHeaders.REMEMBERED_SECONDS)
                .build();
    }

    private String authorizer(JwtSettings jwt) {
        return Apigatewayv2Authorizer.Builder.create(this, "authorizer")
                .provider(placement.provider())
                .apiId(api.getId())
                .name("token")
                .authorizerType("JWT")
                .identitySources(List.of("$request.header.Authorization"))
                .jwtConfiguration(Apigatewayv2AuthorizerJwtConfiguration.builder()
                        .issuer(jwt.issuer())
                        .audience(jwt.audience())
                        .build())
                .build()
                .getId();
    }

    private void routes(List<ApiRoute> routes, @Nullable String authorizerId) {
        Apigatewayv2Integration integration = Apigatewayv2Integration.Builder.create(this, "integration")
                .provider(placement.provider())
                .apiId(api.getId())
                .integrationType("AWS_PROXY")
                .integrationMethod("POST")
                .integrationUri(function.invokeArn())
                .payloadFormatVersion("2.0")
                .build();
        for (ApiRoute route : routes) {
            Apigatewayv2Route.Builder builder = Apigatewayv2Route.Builder.create(this, route.id() + "-route")
                    .provider(placement.provider())
                    .apiId(api.getId())
                    .routeKey("%s /%s".formatted(route.verb(), route.path()))
                    .target("integrations/" + integration.getId())
                    .authorizationType(route.authorization().name());
            if (route.authorization() == ApiAuthorization.JWT) {
                builder.authorizerId(authorizerId);
            }
            builder.build();
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
        }
    }

    private Apigatewayv2Stage stage() {
        return Apigatewayv2Stage.Builder.create(this, "stage")
                .provider(placement.provider())
                .apiId(api.getId())
                .name(settings.stageName(placement.names().suffix()))
                .autoDeploy(true)
                .accessLogSettings(Apigatewayv2StageAccessLogSettings.builder()
                        .destinationArn(accessLog.arn())
                        .format(AccessLogFormat.HTTP)
                        .build())
                .defaultRouteSettings(Apigatewayv2StageDefaultRouteSettings.builder()
                        .detailedMetricsEnabled(true)
                        .throttlingRateLimit(settings.requestsPerSecond())
                        .throttlingBurstLimit(settings.requestsAtOnce())
                        .build())
                .tags(Map.of("Name", placement.name(ResourceName.API)))
                .build();
    }
}

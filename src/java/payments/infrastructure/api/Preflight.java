package payments.infrastructure.api;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.api_gateway_integration.ApiGatewayIntegration;
import com.hashicorp.cdktf.providers.aws.api_gateway_integration_response.ApiGatewayIntegrationResponse;
import com.hashicorp.cdktf.providers.aws.api_gateway_method.ApiGatewayMethod;
import com.hashicorp.cdktf.providers.aws.api_gateway_method_response.ApiGatewayMethodResponse;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApi;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Answers a browser that asks whether a page of another origin may call a path. API Gateway does so itself: such a request
 * carries neither signature nor key (Fetch standard, "CORS-preflight request"), and the function need not run for it.
 */
final class Preflight extends Construct {
    private static final String NO_CONTENT = "204";

    private final List<ITerraformDependable> definition;

    /** @param headers what the answer says, by header */
    Preflight(
            Construct scope,
            String id,
            Placement placement,
            ApiGatewayRestApi api,
            String resourceId,
            Map<String, String> headers) {
        super(scope, id);
        ApiGatewayMethod method = ApiGatewayMethod.Builder.create(this, "Resource")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(resourceId)
                .httpMethod("OPTIONS")
                .authorization("NONE")
                .apiKeyRequired(false)
                .build();
        ApiGatewayIntegration integration = ApiGatewayIntegration.Builder.create(this, "integration")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(resourceId)
                .httpMethod(method.getHttpMethod())
                .type("MOCK")
                .requestTemplates(Map.of("application/json", "{\"statusCode\": %s}".formatted(NO_CONTENT)))
                .passthroughBehavior("NEVER")
                .build();
        Map<String, Boolean> declared = new TreeMap<>();
        Map<String, String> values = new TreeMap<>();
        headers.forEach((name, value) -> {
            declared.put("method.response.header." + name, true);
            values.put("method.response.header." + name, value);
        });
        ApiGatewayMethodResponse promised = ApiGatewayMethodResponse.Builder.create(this, "response")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(resourceId)
                .httpMethod(method.getHttpMethod())
                .statusCode(NO_CONTENT)
                .responseParameters(declared)
                .build();
        ApiGatewayIntegrationResponse answer = ApiGatewayIntegrationResponse.Builder.create(
                        this, "integration-response")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(resourceId)
                .httpMethod(method.getHttpMethod())
                .statusCode(promised.getStatusCode())
                .responseParameters(values)
                .dependsOn(List.of(integration))
                .build();
        this.definition = List.of(method, integration, promised, answer);
    }

    /** What a deployment must wait for. */
    List<ITerraformDependable> definition() {
        return definition;
    }
}

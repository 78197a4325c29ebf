package payments.infrastructure.api;

import com.hashicorp.cdktf.ITerraformDependable;
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
 * What a route promises when all is well: its status and the headers for pages of other origins. A proxy passes the
 * function's answer on as it is, so this is the contract that exported definitions and generated clients show
 * (requirement C1).
 */
final class RouteResponses extends Construct {
    private final List<ITerraformDependable> definition;

    RouteResponses(
            Construct scope,
            String id,
            Placement placement,
            ApiGatewayRestApi api,
            ProxiedRoute route,
            CrossOriginHeaders cors) {
        super(scope, id);
        ApiGatewayMethod method = route.method();
        Map<String, Boolean> headers = new TreeMap<>();
        cors.namesOfAnswers().forEach(name -> headers.put("method.response.header." + name, true));
        ApiGatewayMethodResponse promised = ApiGatewayMethodResponse.Builder.create(this, "Resource")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(method.getResourceId())
                .httpMethod(method.getHttpMethod())
                .statusCode(Integer.toString(route.route().status()))
                .responseParameters(headers)
                .build();
        ApiGatewayIntegrationResponse answer = ApiGatewayIntegrationResponse.Builder.create(this, "integration")
                .provider(placement.provider())
                .restApiId(api.getId())
                .resourceId(method.getResourceId())
                .httpMethod(method.getHttpMethod())
                .statusCode(promised.getStatusCode())
                .dependsOn(List.of(route.integration()))
                .build();
        this.definition = List.of(promised, answer);
    }

    /** What a deployment must wait for. */
    List<ITerraformDependable> definition() {
        return definition;
    }
}

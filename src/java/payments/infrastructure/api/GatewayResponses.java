package payments.infrastructure.api;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.providers.aws.api_gateway_gateway_response.ApiGatewayGatewayResponse;
import com.hashicorp.cdktf.providers.aws.api_gateway_rest_api.ApiGatewayRestApi;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * How API Gateway says no by itself: as problem details (RFC 9457), like the function does, with the kind of refusal and
 * the request's id, and with nothing of what was sent. A page of another origin can read it where it may read answers.
 *
 * <p>Callers of an older system find the text in {@code message}, as AWS writes it where nobody says otherwise, and in
 * {@code error}, as in that system's own errors. For a signed request AWS's text can repeat the signature to its sender.
 */
final class GatewayResponses extends Construct {
    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"%s\",\"code\":"
            + "\"$context.error.responseType\",\"requestId\":\"$context.requestId\"}";

    private static final String OLDER =
            "\"message\":$context.error.messageString,\"error\":$context.error.messageString,";

    private final ApiDialect dialect;
    private final List<ITerraformDependable> definition;

    GatewayResponses(
            Construct scope,
            String id,
            Placement placement,
            ApiGatewayRestApi api,
            CrossOriginHeaders cors,
            ApiDialect dialect) {
        super(scope, id);
        this.dialect = dialect;
        this.definition = List.of(
                response(placement, api, cors, "DEFAULT_4XX", "The request was refused"),
                response(placement, api, cors, "DEFAULT_5XX", "The request could not be served"));
    }

    /** What a deployment must wait for. */
    List<ITerraformDependable> definition() {
        return definition;
    }

    private ITerraformDependable response(
            Placement placement, ApiGatewayRestApi api, CrossOriginHeaders cors, String type, String title) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(
                "gatewayresponse.header.Content-Type",
                dialect.isStrict() ? "'application/problem+json'" : "'application/json'");
        cors.ofEveryAnswer().forEach((name, value) -> headers.put("gatewayresponse.header." + name, value));
        return ApiGatewayGatewayResponse.Builder.create(this, type)
                .provider(placement.provider())
                .restApiId(api.getId())
                .responseType(type)
                .responseParameters(headers)
                .responseTemplates(Map.of("application/json", body(title)))
                .build();
    }

    private String body(String title) {
        String problem = PROBLEM.formatted(title);
        return dialect.isStrict() ? problem : "{" + OLDER + problem.substring(1);
    }
}

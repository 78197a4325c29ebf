package payments.infrastructure.guardrail.rules.apigateway;

import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An API with a custom domain, or behind CloudFront, is not reached by the name that AWS gave it: that way leads past
 * the domain's client certificates and past the firewall at the edge.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html">AWS: disable the default endpoint</a>
 */
@Guardrail(
        id = "apigw-default-endpoint-off",
        severity = Severity.HIGH,
        expects = "disable_execute_api_endpoint true where a custom domain or CloudFront leads to the API",
        fix = "set disable_execute_api_endpoint to true and deploy the API again",
        why = "A second door without the lock of the first",
        pci = {"6.4.2", "1.4.2"},
        sources = "ours")
final class ApiGatewayDefaultEndpointOff extends ResourceRule {
    ApiGatewayDefaultEndpointOff() {
        super("aws_api_gateway_rest_api", "aws_apigatewayv2_api");
    }

    @Override
    protected void judge(Resource api, Verdicts verdicts) {
        boolean mapped = Stream.of("aws_api_gateway_base_path_mapping", "aws_apigatewayv2_api_mapping")
                .anyMatch(type -> !api.referrers(type, "api_id").isEmpty());
        boolean edge = Stream.concat(Stream.of(api), api.referrers("aws_api_gateway_stage", "rest_api_id").stream())
                .flatMap(entry -> entry.referrers().stream())
                .anyMatch(referrer -> referrer.type().equals("aws_cloudfront_distribution"));
        if (mapped || edge) {
            verdicts.require(api, "disable_execute_api_endpoint", Value::isTrue);
        } else {
            verdicts.notApplicable("AWS's own name is the only way to the API");
        }
    }
}

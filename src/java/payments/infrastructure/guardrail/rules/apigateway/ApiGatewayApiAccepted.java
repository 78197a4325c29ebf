package payments.infrastructure.guardrail.rules.apigateway;

import java.util.Map;
import java.util.function.BiConsumer;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * The parts of an API are what API Gateway takes: names of stages, paths, models and parameters, authorizers with the source that
 * their type reads, limits of plans that the account has, certificates in the region of the endpoint, destinations of logs.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html">AWS: important notes</a>
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_Operations.html">AWS: operations of API Gateway</a>
 */
@Guardrail(
        id = "apigw-api-accepted",
        severity = Severity.HIGH,
        expects = "parts of an API that API Gateway takes",
        fix = "write the part as the operation of API Gateway that creates it asks for",
        why = "API Gateway refuses the part in the middle of an apply, and the API is never deployed",
        sources = "ours: Terraform passes these texts on as they are written")
final class ApiGatewayApiAccepted extends ResourceRule {
    private static final Map<String, BiConsumer<Resource, Refusals>> JUDGES = Map.ofEntries(
            Map.entry("aws_api_gateway_authorizer", Authorizers::judge),
            Map.entry("aws_api_gateway_base_path_mapping", ApiNames::judgeMapping),
            Map.entry("aws_api_gateway_domain_name", ApiDomains::judge),
            Map.entry("aws_api_gateway_gateway_response", ApiNames::judgeResponse),
            Map.entry("aws_api_gateway_method", ApiNames::judgeMethod),
            Map.entry("aws_api_gateway_method_settings", ApiNames::judgeSettings),
            Map.entry("aws_api_gateway_model", ApiNames::judgeModel),
            Map.entry("aws_api_gateway_resource", ApiNames::judgePath),
            Map.entry("aws_api_gateway_rest_api", ApiNames::judgeApi),
            Map.entry("aws_api_gateway_stage", ApiNames::judgeStage),
            Map.entry("aws_api_gateway_usage_plan", UsagePlans::judge),
            Map.entry("aws_api_gateway_vpc_link", ApiNames::judgeLink),
            Map.entry("aws_apigatewayv2_domain_name", ApiDomains::judge),
            Map.entry("aws_apigatewayv2_route", ApiNames::judgeRoute),
            Map.entry("aws_apigatewayv2_stage", ApiNames::judgeStage),
            Map.entry("aws_wafv2_web_acl_association", ApiDomains::judgeFirewall));

    ApiGatewayApiAccepted() {
        super(JUDGES.keySet().toArray(String[]::new));
    }

    @Override
    protected void judge(Resource part, Verdicts verdicts) {
        if (part.body().has("dynamic")) {
            verdicts.notApplicable("Terraform makes its blocks");
            return;
        }
        Refusals refusals = new Refusals();
        JUDGES.getOrDefault(part.type(), (other, none) -> {}).accept(part, refusals);
        refusals.say(verdicts, "API Gateway takes it");
    }
}

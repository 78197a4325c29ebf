package payments.infrastructure.guardrail.rules.apigateway;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Custom domains speak TLS 1.2 at least. The policy is written down: what API Gateway takes when none is given depends
 * on the kind of domain.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html">AWS: security policy of a custom domain</a>
 */
@Guardrail(
        id = "apigw-tls12",
        severity = Severity.HIGH,
        expects = "TLS_1_2 or a policy SecurityPolicy_TLS13_...",
        fix = "set security_policy to TLS_1_2",
        why = "TLS 1.0 can be broken by an attacker on the network path",
        pci = "4.2.1",
        sources = {"CKV_AWS_206", "AVD-AWS-0005", "APIGateway.11"})
final class ApiGatewayDomainRequiresTls12 extends ResourceRule {
    ApiGatewayDomainRequiresTls12() {
        super("aws_api_gateway_domain_name", "aws_apigatewayv2_domain_name");
    }

    @Override
    protected void judge(Resource domain, Verdicts verdicts) {
        String attribute = domain.type().equals("aws_api_gateway_domain_name")
                ? "security_policy"
                : "domain_name_configuration.security_policy";
        verdicts.require(
                domain,
                attribute,
                policy -> policy.is("TLS_1_2") || policy.text().startsWith("SecurityPolicy_TLS13_"));
    }
}

package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * An HTTP or WebSocket API takes no web ACL, so it is reached only through a CloudFront distribution that has one, or
 * not from the internet at all: its own endpoint is off and no custom domain leads to it. That a private API is
 * entered through a VPC link cannot be seen on the API itself.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html">AWS: REST or HTTP API</a>
 */
@Guardrail(
        id = "apigwv2-no-public-without-edge-waf",
        severity = Severity.HIGH,
        expects = "CloudFront with a web ACL in front, or no public endpoint",
        fix = "use a REST API with IAM authorization, or accept it: main/docs/configuration.md, 'What the guardrails"
                + " find weak', has the suppression",
        why = "Public routes without a firewall are what PCI DSS 6.4.2 forbids",
        pci = "6.4.2",
        sources = "ours")
final class ApiGatewayV2EdgeWafInFront extends ResourceRule {
    ApiGatewayV2EdgeWafInFront() {
        super("aws_apigatewayv2_api");
    }

    @Override
    protected void judge(Resource api, Verdicts verdicts) {
        List<Resource> domains = api.referrers("aws_apigatewayv2_api_mapping", "api_id").stream()
                .flatMap(mapping ->
                        mapping.find("aws_apigatewayv2_domain_name", mapping.attribute("domain_name")).stream())
                .toList();
        boolean mapped =
                !api.referrers("aws_apigatewayv2_api_mapping", "api_id").isEmpty();
        boolean off = api.attribute("disable_execute_api_endpoint").isTrue();
        if (off && !mapped) {
            verdicts.pass("disable_execute_api_endpoint", "no public endpoint");
            return;
        }
        boolean guarded = Stream.concat(Stream.of(api), domains.stream())
                .flatMap(entry -> entry.referrers().stream())
                .filter(referrer -> referrer.type().equals("aws_cloudfront_distribution"))
                .anyMatch(distribution -> distribution.has("web_acl_id"));
        if (guarded) {
            verdicts.pass("aws_cloudfront_distribution.web_acl_id", "CloudFront with a web ACL");
        } else {
            verdicts.fail("protocol_type", api.attribute("protocol_type"));
        }
    }
}

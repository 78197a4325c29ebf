package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Every stage that the internet reaches has a web ACL. Only APIs whose endpoint is private need none; a stage whose
 * API the program does not have counts as public.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-aws-waf.html">AWS: WAF for REST APIs</a>
 */
@Guardrail(
        id = "apigw-waf",
        severity = Severity.HIGH,
        expects = "a web ACL on the stage",
        fix = "add an aws_wafv2_web_acl_association with the stage's arn",
        why = "PCI DSS demands an automated defence in front of public web applications",
        pci = {"6.4.2", "1.4.1"},
        sources = {
            "PCI.DSS.321-APIGWAssociatedWithWAF",
            "AwsSolutions-APIG3",
            "CKV2_AWS_29",
            "APIGateway.4",
            "API_GW_ASSOCIATED_WITH_WAF"
        })
final class ApiGatewayStageBehindWaf extends ResourceRule {
    ApiGatewayStageBehindWaf() {
        super("aws_api_gateway_stage");
    }

    @Override
    protected void judge(Resource stage, Verdicts verdicts) {
        if (Stages.api(stage).filter(Stages::isPrivate).isPresent()) {
            verdicts.notApplicable("the API is private");
            return;
        }
        List<Resource> associations = stage.referrers("aws_wafv2_web_acl_association", "resource_arn");
        if (associations.isEmpty()) {
            verdicts.fail("aws_wafv2_web_acl_association.resource_arn", "no web ACL");
        } else {
            verdicts.pass(
                    "aws_wafv2_web_acl_association.resource_arn",
                    associations.get(0).address());
        }
    }
}

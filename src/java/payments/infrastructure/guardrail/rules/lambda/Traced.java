package payments.infrastructure.guardrail.rules.lambda;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Functions, REST stages and state machines are traced, so that one payment can be followed through all of them.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html">AWS: services with X-Ray</a>
 */
@Guardrail(
        id = "xray-tracing",
        severity = Severity.LOW,
        expects = "tracing Active, or true",
        fix = "set tracing_config.mode to Active, xray_tracing_enabled or tracing_configuration.enabled to true",
        why = "Without traces nobody finds the slow step",
        pci = "10.2.1",
        sources = {
            "Serverless-LambdaTracing",
            "Serverless-APIGWXrayEnabled",
            "AwsSolutions-SF2",
            "CKV_AWS_50",
            "CKV_AWS_73",
            "CKV_AWS_284",
            "AVD-AWS-0066",
            "AVD-AWS-0003",
            "Lambda.7",
            "APIGateway.3",
            "API_GW_XRAY_ENABLED"
        })
final class Traced extends ResourceRule {
    Traced() {
        super("aws_lambda_function", "aws_api_gateway_stage", "aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        switch (resource.type()) {
            case "aws_lambda_function" -> verdicts.require(resource, "tracing_config.mode", mode -> mode.is("Active"));
            case "aws_api_gateway_stage" -> verdicts.require(resource, "xray_tracing_enabled", Value::isTrue);
            default -> verdicts.require(resource, "tracing_configuration.enabled", Value::isTrue);
        }
    }
}

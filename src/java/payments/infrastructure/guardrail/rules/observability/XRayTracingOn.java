package payments.infrastructure.guardrail.rules.observability;

import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Requests are traced through gateway, function and state machine. Off is the default everywhere.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-services.html">AWS: services with X-Ray</a>
 */
@Guardrail(
        id = "xray-tracing",
        severity = Severity.LOW,
        expects = "tracing on",
        fix = "set tracing_config.mode to Active, xray_tracing_enabled or tracing_configuration.enabled to true",
        why = "Without a trace, a slow payment has no cause",
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
final class XRayTracingOn extends ResourceRule {

    XRayTracingOn() {
        super("aws_lambda_function", "aws_api_gateway_stage", "aws_sfn_state_machine");
    }

    @Override
    protected void judge(Resource subject, Verdicts verdicts) {
        switch (subject.type()) {
            case "aws_lambda_function" -> verdicts.require(subject, "tracing_config.mode", mode -> mode.is("Active"));
            case "aws_api_gateway_stage" -> verdicts.require(subject, "xray_tracing_enabled", Value::isTrue);
            default -> verdicts.require(subject, "tracing_configuration.enabled", Value::isTrue);
        }
    }
}

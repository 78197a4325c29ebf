package payments.infrastructure.guardrail.rules.apigateway;

import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A REST stage logs errors of all its methods, and no setting of a single method takes that back. Without a level API
 * Gateway logs nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">AWS: logging of REST APIs</a>
 */
@Guardrail(
        id = "apigw-execution-logs",
        severity = Severity.MEDIUM,
        expects = "logging_level ERROR or INFO on */*",
        fix = "add aws_api_gateway_method_settings for */* with logging_level ERROR",
        why = "Requests that API Gateway itself refuses leave no other trace",
        pci = "10.2.1",
        sources = {
            "PCI.DSS.321-APIGWExecutionLoggingEnabled",
            "AwsSolutions-APIG6",
            "CKV2_AWS_4",
            "APIGateway.1",
            "API_GW_EXECUTION_LOGGING_ENABLED"
        })
final class ApiGatewayExecutionLogged extends ResourceRule {
    ApiGatewayExecutionLogged() {
        super("aws_api_gateway_stage");
    }

    @Override
    protected void judge(Resource stage, Verdicts verdicts) {
        if (Stages.settingsOfAll(stage).isEmpty()) {
            verdicts.fail("aws_api_gateway_method_settings.settings.logging_level", "no settings for */*");
        }
        for (Resource settings : Stages.settings(stage)) {
            Value level = settings.attribute("settings.logging_level");
            String path = settings.attribute("method_path").text();
            if (level.isOneOf(Set.of("ERROR", "INFO"))) {
                verdicts.pass("aws_api_gateway_method_settings.settings.logging_level", level + " on " + path);
            } else {
                verdicts.fail(
                        path,
                        "aws_api_gateway_method_settings.settings.logging_level",
                        level + " on " + path,
                        "ERROR or INFO");
            }
        }
    }
}

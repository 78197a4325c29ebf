package payments.infrastructure.guardrail.rules.apigateway;

import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Nothing writes whole requests and answers to a log: neither the settings of a REST stage nor those of a WebSocket
 * stage. Absent means no.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">AWS: data tracing</a>
 */
@Guardrail(
        id = "apigw-no-data-trace",
        severity = Severity.CRITICAL,
        expects = "data_trace_enabled false",
        fix = "set data_trace_enabled to false",
        why = "Bodies in a log are card data in a log",
        pci = {"3.3.1", "3.5.1", "10.3.1"},
        sources = "CKV_AWS_276")
final class ApiGatewayNoDataTrace extends ResourceRule {
    ApiGatewayNoDataTrace() {
        super("aws_api_gateway_method_settings", "aws_apigatewayv2_stage");
    }

    @Override
    protected void judge(Resource settings, Verdicts verdicts) {
        if (settings.type().equals("aws_api_gateway_method_settings")) {
            verdicts.require(settings, "settings.data_trace_enabled", ApiGatewayNoDataTrace::isOff);
            return;
        }
        verdicts.require(settings, "default_route_settings.data_trace_enabled", ApiGatewayNoDataTrace::isOff);
        for (Block route : settings.blocks("route_settings")) {
            Value trace = route.attribute("data_trace_enabled");
            if (!isOff(trace)) {
                verdicts.fail(
                        route.attribute("route_key").text(),
                        "route_settings.data_trace_enabled",
                        trace.text(),
                        "false on each route");
            }
        }
    }

    private static boolean isOff(Value trace) {
        return trace.isAbsent() || trace.isFalse();
    }
}

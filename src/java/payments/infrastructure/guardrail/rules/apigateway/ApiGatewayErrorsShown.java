package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A refusal and an error stay one: no answer of the gateway itself and none of an integration that failed is given as a success.
 * Callers would take a payment for done, and alarms on 4XX and 5XX would stay silent.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html">AWS: gateway
 *     responses</a>
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html">AWS: IntegrationResponse,
 *     selectionPattern</a>
 */
@Guardrail(
        id = "apigw-errors-shown",
        severity = Severity.HIGH,
        expects = "a status of 400 or more for every refusal and error",
        fix = "remove status_code, or set that of the error",
        why = "A caller takes a refused payment for done, and no alarm counts it",
        pci = {"10.7.2", "6.2.4"},
        sources = "ours: no public check looks at the status of answers")
final class ApiGatewayErrorsShown extends ResourceRule {
    private static final Pattern NO_ERROR = Pattern.compile("[123][0-9X]{2}");
    private static final Pattern ERROR = Pattern.compile("[45][0-9X]{2}(?:-[45][0-9X]{2})?");

    /** What failed integrations say: status codes of HTTP, messages of functions. */
    private static final List<String> FAILURES = List.of(
            "400",
            "401",
            "403",
            "404",
            "500",
            "503",
            "error",
            "Error: x",
            "Internal Error",
            "Exception",
            "java.lang.IllegalStateException",
            "Task timed out after 3.00 seconds",
            "[BadRequest] x",
            "Bad Request");

    ApiGatewayErrorsShown() {
        super(
                "aws_api_gateway_gateway_response",
                "aws_api_gateway_integration_response",
                "aws_apigatewayv2_integration");
    }

    @Override
    protected void judge(Resource response, Verdicts verdicts) {
        Value status = response.attribute("status_code");
        switch (response.type()) {
            case "aws_api_gateway_gateway_response" ->
                verdicts.require(response, "status_code", code -> !NO_ERROR.matcher(code.text())
                        .matches());
            case "aws_api_gateway_integration_response" -> {
                String pattern = response.attribute("selection_pattern").text();
                if (NO_ERROR.matcher(status.text()).matches() && isOfFailures(pattern)) {
                    verdicts.fail("status_code", "status_code", status.text() + " for " + pattern, "that of the error");
                } else {
                    verdicts.pass("status_code", status);
                }
            }
            default -> judgeMappings(response, verdicts);
        }
    }

    private static boolean isOfFailures(String pattern) {
        if (pattern.isEmpty() || pattern.contains("${")) {
            return false;
        }
        try {
            Pattern selects = Pattern.compile(pattern);
            return FAILURES.stream().anyMatch(text -> selects.matcher(text).matches());
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static void judgeMappings(Resource integration, Verdicts verdicts) {
        boolean shown = true;
        for (Block mapped : integration.blocks("response_parameters")) {
            String status = mapped.attribute("status_code").text();
            String given = mapped.blocks("mappings").stream()
                    .map(mappings -> mappings.own("overwrite:statuscode").text())
                    .findFirst()
                    .orElse("");
            if (ERROR.matcher(status).matches() && NO_ERROR.matcher(given).matches()) {
                shown = false;
                verdicts.fail(
                        status, "response_parameters.mappings", given + " for " + status, "a status of 400 or more");
            }
        }
        if (shown) {
            verdicts.pass("response_parameters", "no error becomes a success");
        }
    }
}

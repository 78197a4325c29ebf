package payments.infrastructure.guardrail.rules.apigateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.PolicyText;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Stages write an access log of JSON lines that say who asked for what, when, from where, and what came of it, also
 * from the firewall; and that hold no body, no authorization and no API key. HTTP APIs have no firewall and so no such
 * field.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html">AWS: logging of REST APIs</a>
 */
@Guardrail(
        id = "apigw-access-logs",
        severity = Severity.HIGH,
        expects =
                "JSON with requestId, sourceIp, time, method, path, status, principal and wafResponseCode, without body, Authorization and key",
        fix = "set access_log_settings.destination_arn and a JSON format with the fields of the rule",
        why = "PCI DSS names the fields that a log of access must have",
        pci = {"10.4.2", "10.2.2"},
        sources = {
            "AwsSolutions-APIG1",
            "Serverless-APIGWStructuredLogging",
            "CKV_AWS_76",
            "AVD-AWS-0001",
            "APIGateway.9",
            "API_GWV2_ACCESS_LOGS_ENABLED"
        })
final class ApiGatewayAccessLogged extends ResourceRule {
    private static final Pattern VARIABLE = Pattern.compile("\\$context\\.[A-Za-z0-9_.]+");
    private static final Pattern FORBIDDEN = Pattern.compile(
            "(?i)\\$input|\\bauthorization\\b|identity\\.apiKey(?!Id)|requestOverride|responseOverride");
    private static final Map<String, Pattern> FIELDS = fields();

    ApiGatewayAccessLogged() {
        super("aws_api_gateway_stage", "aws_apigatewayv2_stage");
    }

    @Override
    protected void judge(Resource stage, Verdicts verdicts) {
        verdicts.requireWritten(stage, "access_log_settings.destination_arn", Value::isPresent);
        Value format = stage.attribute("access_log_settings.format");
        if (format.isUnknown()) {
            verdicts.unknown("access_log_settings.format", format);
            return;
        }
        String text = format.text();
        if (!PolicyText.isObject(VARIABLE.matcher(text).replaceAll("0"))) {
            verdicts.fail(
                    "format",
                    "access_log_settings.format",
                    format.isAbsent() ? "(absent)" : "no JSON",
                    "one JSON object");
            return;
        }
        List<String> missing = FIELDS.entrySet().stream()
                .filter(field -> !field.getValue().matcher(text).find())
                .map(Map.Entry::getKey)
                .filter(field ->
                        !field.equals("wafResponseCode") || stage.type().equals("aws_api_gateway_stage"))
                .toList();
        if (missing.isEmpty()) {
            verdicts.pass("access_log_settings.format", "all fields");
        } else {
            verdicts.fail(
                    "fields",
                    "access_log_settings.format",
                    "without " + String.join(", ", missing),
                    "all fields of the rule");
        }
        Matcher forbidden = FORBIDDEN.matcher(text);
        if (forbidden.find()) {
            verdicts.fail(
                    "secrets",
                    "access_log_settings.format",
                    "logs " + forbidden.group(),
                    "no body, authorization or key");
        }
    }

    private static Map<String, Pattern> fields() {
        Map<String, String> written = new LinkedHashMap<>();
        written.put("requestId", "requestId\\b");
        written.put("sourceIp", "identity\\.sourceIp\\b");
        written.put("time", "requestTime(Epoch)?\\b");
        written.put("method", "httpMethod\\b|routeKey\\b|eventType\\b");
        written.put("path", "(resourcePath|path|routeKey|eventType)\\b");
        written.put("status", "status\\b");
        written.put(
                "principal",
                "(authorizer\\.[A-Za-z]|identity\\.(user|userArn|caller|cognitoIdentityId|clientCert\\.subjectDN)\\b)");
        written.put("wafResponseCode", "(wafResponseCode|waf\\.status)\\b");
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        written.forEach((name, variable) -> patterns.put(name, Pattern.compile("\\$context\\.(" + variable + ")")));
        return patterns;
    }
}

package payments.infrastructure.guardrail.rules.apigateway;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The API and not its caller decides which action of which service is called, on what; and what it sends goes by TLS with a
 * certificate that is checked. An integration calls a service with the rights of its own role: a caller who names the action has
 * them all. Within a private link there may be plain HTTP.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html">AWS: mapping of
 *     parameters</a>
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_TlsConfig.html">AWS: TlsConfig</a>
 */
@Guardrail(
        id = "apigw-integration-narrow",
        severity = Severity.HIGH,
        expects = "an action and a target that the API names, and HTTPS with a certificate that is checked",
        fix = "write action and target into the integration, use https:// and remove insecure_skip_verification",
        why = "A caller who chooses the action has all rights of the integration's role",
        pci = {"7.2.2", "4.2.1", "6.2.4"},
        sources = "ours: public checks look at the method, and not at what its integration does")
final class ApiGatewayIntegrationNarrow extends ResourceRule {
    private static final String UNVERIFIED = "tls_config.insecure_skip_verification";
    private static final Pattern OF_SERVICE =
            Pattern.compile("arn:[^:]*:apigateway:[^:]*:([^:]+):(path|action)/(.*)", Pattern.DOTALL);

    /** What a caller sends. */
    private static final Pattern BY_CALLER = Pattern.compile("(?:method\\.request\\.|\\$\\{?request\\.).+");

    /** Where the protocols of AWS's services have the action (query, JSON). */
    private static final Set<String> ACTIONS =
            Set.of("integration.request.header.x-amz-target", "integration.request.querystring.action");

    /** What names the thing that an action is done to, in queries and in the calls of an HTTP API. */
    private static final Set<String> TARGETS = Set.of(
            "topicarn",
            "targetarn",
            "queueurl",
            "statemachinearn",
            "streamname",
            "deliverystreamname",
            "eventbusname",
            "tablename",
            "functionname",
            "secretid");

    private static final Pattern ACTION_IN_TEMPLATE = Pattern.compile(
            "(?i)(?:\\bAction=|\"Action\"\\s*:\\s*\"|X-Amz-Target\\W{1,6})\\s*\\$(?:input|method|util)");

    /** A path of which the caller names the first part, such as the bucket. */
    private static final Pattern FIRST_OPEN = Pattern.compile("/?\\{([^}]+)}(/.*)?");

    ApiGatewayIntegrationNarrow() {
        super("aws_api_gateway_integration", "aws_apigatewayv2_integration");
    }

    @Override
    protected void judge(Resource integration, Verdicts verdicts) {
        boolean rest = integration.type().equals("aws_api_gateway_integration");
        String address = rest ? "uri" : "integration_uri";
        Value uri = integration.attribute(address);
        verdicts.require(integration, UNVERIFIED, skip -> !skip.isTrue());
        if (uri.text().toLowerCase(Locale.ROOT).startsWith("http://")
                && !integration.attribute("connection_type").is("VPC_LINK")) {
            verdicts.fail("plain", address, uri.text(), "https://");
        }
        Map<String, Value> parameters = integration.blocks("request_parameters").stream()
                .findFirst()
                .map(block -> {
                    Map<String, Value> all = new TreeMap<String, Value>();
                    block.body().fieldNames().forEachRemaining(name -> all.put(name, block.own(name)));
                    return all;
                })
                .orElse(new TreeMap<>());
        Matcher service = OF_SERVICE.matcher(uri.text());
        boolean direct =
                (service.matches() && !service.group(1).equals("lambda")) || integration.has("integration_subtype");
        if (direct) {
            judgeParameters(parameters, verdicts);
            judgeTemplates(integration, verdicts);
        }
        if (service.matches() && service.group(2).equals("path")) {
            judgePath(address, service.group(3), parameters, verdicts);
        }
    }

    private static void judgeParameters(Map<String, Value> parameters, Verdicts verdicts) {
        parameters.forEach((name, value) -> {
            if (!BY_CALLER.matcher(value.text()).matches()) {
                return;
            }
            String lower = name.toLowerCase(Locale.ROOT);
            String attribute = "request_parameters." + name;
            if (ACTIONS.contains(lower)) {
                verdicts.fail(name, attribute, value.text(), "one action, in quotes");
            } else if (TARGETS.contains(lower.substring(lower.lastIndexOf('.') + 1))) {
                verdicts.fail(
                        new Verdicts.Finding(Severity.MEDIUM, name),
                        attribute,
                        value.text(),
                        "one target, written in the API");
            }
        });
    }

    private static void judgeTemplates(Resource integration, Verdicts verdicts) {
        integration
                .blocks("request_templates")
                .forEach(templates -> templates.body().fieldNames().forEachRemaining(type -> {
                    Value template = templates.own(type);
                    if (ACTION_IN_TEMPLATE.matcher(template.text()).find()) {
                        verdicts.fail("action", "request_templates." + type, template.text(), "one action");
                    }
                }));
    }

    private static void judgePath(String address, String path, Map<String, Value> parameters, Verdicts verdicts) {
        Matcher open = FIRST_OPEN.matcher(path);
        if (!open.matches()) {
            return;
        }
        Value from = parameters.get("integration.request.path." + open.group(1));
        if (from == null || !BY_CALLER.matcher(from.text()).matches()) {
            return;
        }
        if (open.group(2) == null) {
            verdicts.fail("path", address, path, "a path whose first part the API names");
        } else {
            verdicts.fail(
                    new Verdicts.Finding(Severity.MEDIUM, "path"),
                    address,
                    path,
                    "a path whose first part the API names");
        }
    }
}

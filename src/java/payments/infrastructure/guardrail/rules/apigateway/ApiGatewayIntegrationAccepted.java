package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.EntryRoutes;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.LambdaPermissions;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * An integration of a REST API can be called: its URI has the form of its type and the region of the API, a function is called by
 * POST, and lets API Gateway call it for this stage, method and path.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html">AWS: PutIntegration, uri</a>
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html">AWS: ARNs of API Gateway</a>
 */
@Guardrail(
        id = "apigw-integration-accepted",
        severity = Severity.HIGH,
        expects = "an integration that API Gateway takes and can call",
        fix = "take invoke_arn of the alias as uri, POST as its method, and add aws_lambda_permission for the route",
        why = "API Gateway refuses the integration, or answers each request with an error 500 of its own",
        sources = "ours: Terraform passes the URI on as it is written")
final class ApiGatewayIntegrationAccepted extends ResourceRule {
    private static final String URI = "uri";
    private static final Set<String> OF_AWS = Set.of("AWS", "AWS_PROXY");
    private static final Set<String> OF_HTTP = Set.of("HTTP", "HTTP_PROXY");
    private static final Set<String> INVOKE_ARNS =
            Set.of("invoke_arn", "qualified_invoke_arn", "response_streaming_invoke_arn");
    private static final Set<String> FUNCTIONS = Set.of("aws_lambda_function", "aws_lambda_alias");
    private static final Pattern OF_SERVICE =
            Pattern.compile("arn:[^:]+:apigateway:([^:]+):([^:]+):(path|action)/(.+)", Pattern.DOTALL);
    private static final Pattern OF_FUNCTION = Pattern.compile(
            "(2015-03-31|2021-11-15)/functions/(arn:[^:]+:lambda:.+|\\$\\{.*})/(response-streaming-)?invocations",
            Pattern.DOTALL);

    /** Longest timeout without a raised quota, and always for an edge-optimized API (API Gateway quotas). */
    private static final int LONGEST_MILLISECONDS = 29_000;

    ApiGatewayIntegrationAccepted() {
        super("aws_api_gateway_integration");
    }

    @Override
    protected void judge(Resource integration, Verdicts verdicts) {
        Refusals refusals = new Refusals();
        Value type = integration.attribute("type");
        if (type.isOneOf(OF_AWS) || type.isOneOf(OF_HTTP)) {
            refusals.with(integration, "", Set.of(URI, "integration_http_method"), "uri and integration_http_method");
        }
        if (type.isOneOf(OF_AWS)) {
            judgeAws(integration, refusals);
        } else if (type.isOneOf(OF_HTTP)) {
            Value uri = integration.attribute(URI);
            if (uri.isKnown() && !uri.text().matches("https?://.+")) {
                refusals.add(URI, uri.text(), "an URL that begins with http:// or https://");
            }
        }
        if (integration.attribute("connection_type").is("VPC_LINK") && !integration.has("connection_id")) {
            refusals.add("connection_id", "(absent)", "the VPC link");
        }
        judgePermission(integration, refusals);
        Value timeout = integration.attribute("timeout_milliseconds");
        if (timeout.isBetween(LONGEST_MILLISECONDS + 1, Integer.MAX_VALUE)) {
            verdicts.fail(
                    Severity.MEDIUM,
                    "timeout_milliseconds",
                    timeout.text(),
                    "at most 29000, or a raised quota of the account for regional and private APIs");
        }
        refusals.say(verdicts, "API Gateway takes it");
    }

    private static void judgeAws(Resource integration, Refusals refusals) {
        Value uri = integration.attribute(URI);
        Optional<Resource> target = uri.target();
        if (target.isPresent()) {
            if (FUNCTIONS.contains(target.get().type()) && !INVOKE_ARNS.contains(uri.targetAttribute())) {
                refusals.add(
                        URI,
                        uri.targetAttribute() + " of " + target.get().address(),
                        "invoke_arn of a function or an alias");
            } else if (FUNCTIONS.contains(target.get().type())) {
                judgeMethod(integration, refusals);
                judgeRegion(integration, target.get().region(), uri.text(), refusals);
            }
            return;
        }
        String text = Refusals.closed(uri.text());
        if (uri.isAbsent() || text.startsWith("${")) {
            return;
        }
        Matcher form = OF_SERVICE.matcher(text);
        if (!form.matches()) {
            refusals.add(
                    URI,
                    text,
                    "arn:aws:apigateway:REGION:SERVICE:path/... or action/...; for a function its invoke_arn");
            return;
        }
        judgeRegion(integration, form.group(1), text, refusals);
        if (form.group(2).equals("lambda")) {
            judgeMethod(integration, refusals);
            if (!OF_FUNCTION.matcher(form.group(4)).matches()) {
                refusals.add(URI, text, "path/2015-03-31/functions/ARN-OF-THE-FUNCTION/invocations after lambda:");
            }
        }
    }

    private static void judgeRegion(Resource integration, String region, String found, Refusals refusals) {
        if (!region.contains("${")
                && !region.isEmpty()
                && !integration.region().isEmpty()
                && !region.equals(integration.region())) {
            refusals.add(URI, found, "the region of the API, " + integration.region());
        }
    }

    private static void judgeMethod(Resource integration, Refusals refusals) {
        Value method = integration.attribute("integration_http_method");
        if (method.isKnown() && !method.is("POST")) {
            refusals.add("integration_http_method", method.text(), "POST, by which a function is called");
        }
    }

    private static void judgePermission(Resource integration, Refusals refusals) {
        if (integration.has("credentials")) {
            return;
        }
        Value uri = integration.attribute(URI);
        Optional<Resource> alias = uri.target("aws_lambda_alias");
        Optional<Resource> function = alias.flatMap(
                        found -> found.find("aws_lambda_function", found.attribute("function_name")))
                .or(() -> uri.target("aws_lambda_function"));
        if (function.isEmpty()) {
            return;
        }
        List<Resource> permissions = LambdaPermissions.of(function.get()).stream()
                .filter(ApiGatewayIntegrationAccepted::isForApiGateway)
                .toList();
        boolean covered = permissions.stream().anyMatch(permission -> covers(permission, integration));
        if (!covered) {
            refusals.add(
                    URI,
                    permissions.isEmpty()
                            ? function.get().address() + " without a permission for apigateway.amazonaws.com"
                            : "%s with permissions for other routes than %s %s"
                                    .formatted(
                                            function.get().address(),
                                            integration.attribute("http_method").text(),
                                            EntryRoutes.path(integration)),
                    "an aws_lambda_permission whose source_arn covers stage, method and path");
        }
    }

    private static boolean isForApiGateway(Resource permission) {
        Value principal = permission.attribute("principal");
        return principal.isUnknown() || principal.is("apigateway.amazonaws.com") || principal.is("*");
    }

    /** Whether a permission's source is the route, as far as that can be read. */
    private static boolean covers(Resource permission, Resource integration) {
        String source = permission.attribute("source_arn").text();
        String route = source.replaceFirst("^(\\$\\{[^}]*execution_arn}|arn:[^:]*:execute-api:[^/]*)", "");
        String path = EntryRoutes.path(integration);
        Value method = integration.attribute("http_method");
        if (source.isEmpty()
                || route.equals(source)
                || route.contains("${")
                || path.isEmpty()
                || path.contains("${")
                || !method.isKnown()) {
            return true;
        }
        String[] parts = route.substring(Math.min(1, route.length())).split("/", 3);
        if (parts.length < 3) {
            return glob(route, "/STAGE/%s%s".formatted(method.text(), path)) || route.endsWith("*");
        }
        return isStage(parts[0], integration) && glob(parts[1], method.text()) && glob("/" + parts[2], path);
    }

    private static boolean isStage(String pattern, Resource integration) {
        List<Resource> stages = Stages.api(integration).stream()
                .flatMap(api -> api.referrers("aws_api_gateway_stage", "rest_api_id").stream())
                .toList();
        return stages.isEmpty()
                || stages.stream()
                        .map(stage -> stage.attribute("stage_name"))
                        .anyMatch(name -> !name.isKnown() || glob(pattern, name.text()));
    }

    private static boolean glob(String pattern, String text) {
        return text.matches(("\\Q" + pattern + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }
}

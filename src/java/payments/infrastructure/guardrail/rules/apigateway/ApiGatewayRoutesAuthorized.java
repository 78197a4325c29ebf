package payments.infrastructure.guardrail.rules.apigateway;

import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.EntryRoutes;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.OpenRoutes;

/**
 * Every route asks who is calling, but GET /health and OPTIONS. An API key is a counter, not an identity: it may be demanded of an
 * open route too. An authorizer that is demanded must be named. Of a WebSocket API only $connect can ask. Routes inside an OpenAPI
 * body cannot be judged, so such an API fails; the route that an HTTP API makes by itself from target has no authorization. In the
 * cardholder data environment an open route is critical, elsewhere high.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html">AWS: access to REST APIs</a>
 */
@Guardrail(
        id = "apigw-auth",
        severity = Severity.HIGH,
        expects =
                "AWS_IAM, JWT, Cognito or a Lambda authorizer; nothing only for GET /health and for OPTIONS that the API answers itself",
        fix = "set authorization to AWS_IAM, or to CUSTOM with authorizer_id",
        why = "A payment route without it is open to every caller",
        pci = {"7.3.1", "7.3.3"},
        sources = {"AwsSolutions-APIG4", "CKV_AWS_59", "CKV2_AWS_70", "CKV_AWS_309", "AVD-AWS-0004", "APIGateway.8"})
final class ApiGatewayRoutesAuthorized extends ResourceRule {
    private static final Set<String> BY_AUTHORIZER = Set.of("CUSTOM", "COGNITO_USER_POOLS", "JWT");

    ApiGatewayRoutesAuthorized() {
        super("aws_api_gateway_method", "aws_apigatewayv2_route", "aws_api_gateway_rest_api", "aws_apigatewayv2_api");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        switch (resource.type()) {
            case "aws_api_gateway_method" -> judge(resource, "authorization", verdicts);
            case "aws_apigatewayv2_route" -> judgeRoute(resource, verdicts);
            default -> judgeApi(resource, verdicts);
        }
    }

    private static void judgeApi(Resource api, Verdicts verdicts) {
        if (api.has("body")) {
            OpenRoutes.failOpen(
                    api,
                    "body",
                    "routes of an OpenAPI body cannot be judged",
                    "methods or routes as resources",
                    verdicts);
        } else if (api.has("target")) {
            OpenRoutes.failOpen(
                    api, "target", "a $default route without authorization", "routes as resources", verdicts);
        } else {
            verdicts.notApplicable("its routes are resources of their own");
        }
    }

    private static void judgeRoute(Resource route, Verdicts verdicts) {
        Value key = route.attribute("route_key");
        boolean socket = route.attribute("api_id")
                .target("aws_apigatewayv2_api")
                .filter(api -> api.attribute("protocol_type").is("WEBSOCKET"))
                .isPresent();
        if (socket && !key.is("$connect")) {
            verdicts.notApplicable("only $connect of a WebSocket API can ask who is calling");
        } else {
            judge(route, "authorization_type", verdicts);
        }
    }

    /** A browser's preflight is answered by the API itself, so that nobody reaches what is behind it without being asked. */
    private static void judgePublic(Resource route, String attribute, Verdicts verdicts) {
        Optional<Value> reached = route.attribute("http_method").is("OPTIONS") ? reached(route) : Optional.empty();
        if (reached.isPresent()) {
            verdicts.fail(
                    route.stack().isSynthesized() ? Severity.HIGH : Severity.MEDIUM,
                    attribute,
                    "%s on %s, which is passed on by %s"
                            .formatted(route.attribute(attribute), EntryRoutes.name(route), reached.get()),
                    "an integration of the type MOCK for OPTIONS, or authorization");
        } else {
            verdicts.pass(attribute, route.attribute(attribute));
        }
    }

    /** The type of the integration of a method of a REST API that passes requests on. */
    private static Optional<Value> reached(Resource method) {
        return method.attribute("resource_id").target().stream()
                .flatMap(path -> path.referrers("aws_api_gateway_integration", "resource_id").stream())
                .filter(integration -> integration.attribute("http_method").is("OPTIONS"))
                .map(integration -> integration.attribute("type"))
                .filter(type -> type.isKnown() && !type.is("MOCK"))
                .findFirst();
    }

    private static void judge(Resource route, String attribute, Verdicts verdicts) {
        String name = EntryRoutes.name(route);
        Value authorization = route.attribute(attribute);
        if (authorization.isUnknown()) {
            verdicts.unknown(attribute, authorization);
        } else if (authorization.isOneOf(BY_AUTHORIZER)) {
            verdicts.requireWritten(route, "authorizer_id", authorizer -> authorizer.isPresent() && !authorizer.is(""));
        } else if (authorization.is("AWS_IAM")) {
            verdicts.pass(attribute, authorization);
        } else if (EntryRoutes.isPublic(name)) {
            judgePublic(route, attribute, verdicts);
        } else {
            OpenRoutes.failOpen(route, attribute, authorization + " on " + name, "authorization on " + name, verdicts);
        }
    }
}

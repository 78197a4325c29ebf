package payments.infrastructure.guardrail.rules.apigateway;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What an authorizer has said of one caller is never the answer for another one: API Gateway finds a stored answer by the identity
 * sources, so one of them is the caller's own credential, unless nothing is stored (0 seconds). A token is for this API (its
 * audience is named) and stands in no URL, which logs show. How long an answer is stored is a time in which a withdrawn right works
 * on.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html">AWS:
 *     Lambda authorizers, caching</a>
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">AWS: JWT authorizers</a>
 */
@Guardrail(
        id = "apigw-authorizer-asks-caller",
        severity = Severity.HIGH,
        expects = "a stored answer that is found by the caller's credential, or none that is stored",
        fix = "name the header of the token as identity source, or set authorizer_result_ttl_in_seconds to 0",
        why = "Callers who send the same header get the rights of the first of them",
        pci = {"7.3.1", "8.3.1"},
        sources = "ours: public checks ask whether there is an authorizer")
final class ApiGatewayAuthorizerAsksCaller extends ResourceRule {
    private static final String TTL = "authorizer_result_ttl_in_seconds";
    private static final long LONG_SECONDS = 900;

    /** Headers that many callers send alike, in small letters. */
    private static final Set<String> SHARED = Set.of(
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "accept-language",
            "content-type",
            "origin",
            "referer",
            "via",
            "x-forwarded-for",
            "x-forwarded-proto",
            "x-forwarded-port");

    private static final Pattern SENT = Pattern.compile(
            "(?:method\\.request\\.(?:multivalue)?|\\$request\\.)(header|querystring)\\.(.+)",
            Pattern.CASE_INSENSITIVE);

    /** What API Gateway itself knows of one caller. */
    private static final Pattern OWN = Pattern.compile(
            "\\$?context\\.(?:identity\\.(?:apiKey|apiKeyId|caller|user|userArn|cognito.*|clientCert.*|accountId)|authorizer\\..*)");

    ApiGatewayAuthorizerAsksCaller() {
        super("aws_api_gateway_authorizer", "aws_apigatewayv2_authorizer");
    }

    @Override
    protected void judge(Resource authorizer, Verdicts verdicts) {
        boolean rest = authorizer.type().equals("aws_api_gateway_authorizer");
        Value type = authorizer.attribute(rest ? "type" : "authorizer_type");
        String attribute = rest ? "identity_source" : "identity_sources";
        Value sources = authorizer.attribute(attribute);
        if (type.is("JWT")) {
            judgeToken(authorizer, verdicts);
        }
        if (!type.is("TOKEN")) {
            judgeUrl(attribute, sources, verdicts);
        }
        if (!type.is("REQUEST")) {
            verdicts.pass(attribute, sources);
            return;
        }
        Value seconds = authorizer.attribute(TTL);
        boolean stores = !seconds.is("0") && (rest || seconds.isPresent());
        if (stores
                && sources.isPresent()
                && parts(sources).stream().noneMatch(ApiGatewayAuthorizerAsksCaller::isOfOneCaller)) {
            verdicts.fail(attribute, attribute, sources.text(), "the header of the token, or " + TTL + " = 0");
        } else {
            verdicts.pass(attribute, sources);
        }
        if (seconds.isBetween(LONG_SECONDS + 1, Integer.MAX_VALUE)) {
            verdicts.fail(
                    new Verdicts.Finding(Severity.LOW, TTL),
                    TTL,
                    seconds.text(),
                    "at most " + LONG_SECONDS + " seconds");
        }
    }

    private static void judgeToken(Resource authorizer, Verdicts verdicts) {
        Value audience = authorizer.attribute("jwt_configuration.audience");
        if (audience.elements().isEmpty()) {
            verdicts.fail(
                    new Verdicts.Finding(Severity.MEDIUM, "audience"),
                    "jwt_configuration.audience",
                    "(absent)",
                    "the clients for which tokens are made: else one of any client of the issuer passes");
        }
    }

    private static void judgeUrl(String attribute, Value sources, Verdicts verdicts) {
        parts(sources).stream()
                .map(SENT::matcher)
                .filter(Matcher::matches)
                .filter(sent -> sent.group(1).equalsIgnoreCase("querystring")
                        && sent.group(2).toLowerCase(Locale.ROOT).matches(".*(?:token|key|auth|secret|jwt).*"))
                .forEach(sent -> verdicts.fail(
                        new Verdicts.Finding(Severity.LOW, sent.group(2)),
                        attribute,
                        sent.group(),
                        "a header: what stands in an URL stands in logs"));
    }

    private static List<String> parts(Value sources) {
        return sources.texts()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static boolean isOfOneCaller(String source) {
        Matcher sent = SENT.matcher(source);
        return sent.matches()
                ? !SHARED.contains(sent.group(2).toLowerCase(Locale.ROOT))
                : OWN.matcher(source).matches() || source.contains("${");
    }
}

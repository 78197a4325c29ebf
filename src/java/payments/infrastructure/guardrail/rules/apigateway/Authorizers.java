package payments.infrastructure.guardrail.rules.apigateway;

import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Authorizers of a REST API.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html">AWS: CreateAuthorizer</a>
 */
final class Authorizers {
    private static final int LONGEST_SECONDS = 3600;
    private static final Pattern HEADER = Pattern.compile("method\\.request\\.header\\.[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern SOURCE = Pattern.compile(
            "(method\\.request\\.(header|querystring|multivalueheader|multivaluequerystring)|context|stageVariables)\\..+");

    private Authorizers() {}

    static void judge(Resource authorizer, Refusals refusals) {
        Value type = authorizer.attribute("type");
        boolean pools = type.is("COGNITO_USER_POOLS");
        if (pools) {
            refusals.with(authorizer, "", Set.of("provider_arns"), "the ARNs of user pools");
        } else if (type.isAbsent() || type.isKnown()) {
            refusals.with(authorizer, "", Set.of("authorizer_uri"), "the invoke_arn of the function that authorizes");
        }
        Value source = authorizer.attribute("identity_source");
        if (source.isKnown() && !source.text().isEmpty()) {
            boolean request = type.is("REQUEST");
            for (String part : source.text().split(",", -1)) {
                if (!(request ? SOURCE : HEADER).matcher(part.strip()).matches()) {
                    refusals.add(
                            "identity_source",
                            part.strip(),
                            request
                                    ? "method.request.header.NAME, method.request.querystring.NAME, context.NAME or"
                                            + " stageVariables.NAME"
                                    : "method.request.header.NAME, the only source of this type");
                }
            }
        }
        Value seconds = authorizer.attribute("authorizer_result_ttl_in_seconds");
        if (seconds.number().isPresent() && !seconds.isBetween(0, LONGEST_SECONDS)) {
            refusals.add("authorizer_result_ttl_in_seconds", seconds.text(), "0 to 3600 seconds");
        }
    }
}

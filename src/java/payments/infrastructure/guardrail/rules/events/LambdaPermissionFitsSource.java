package payments.infrastructure.guardrail.rules.events;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.ServicePrincipals;

/**
 * A permission names a principal in a form that Lambda takes, and a source that this principal calls for: S3 for a bucket, API
 * Gateway for an API. With another source it lets nothing in.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html">AWS: AddPermission</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html">AWS: access for services</a>
 */
@Guardrail(
        id = "lambda-permission-source",
        severity = Severity.HIGH,
        expects = "a service, account or ARN as principal, and a source of that service",
        fix = "write the principal as the service names itself, such as s3.amazonaws.com, and the ARN of what calls",
        why = "Lambda refuses the principal, or refuses every call of the service",
        sources = "ours: Terraform compares neither")
final class LambdaPermissionFitsSource extends ResourceRule {
    /** By principal: the services in the ARNs that it calls for. */
    private static final Map<String, Set<String>> SOURCES = Map.ofEntries(
            Map.entry("apigateway.amazonaws.com", Set.of("execute-api", "apigateway")),
            Map.entry("cognito-idp.amazonaws.com", Set.of("cognito-idp")),
            Map.entry("elasticloadbalancing.amazonaws.com", Set.of("elasticloadbalancing")),
            Map.entry("events.amazonaws.com", Set.of("events")),
            Map.entry("iot.amazonaws.com", Set.of("iot")),
            Map.entry("logs.amazonaws.com", Set.of("logs")),
            Map.entry("s3.amazonaws.com", Set.of("s3")),
            Map.entry("scheduler.amazonaws.com", Set.of("scheduler")),
            Map.entry("secretsmanager.amazonaws.com", Set.of("secretsmanager")),
            Map.entry("ses.amazonaws.com", Set.of("ses")),
            Map.entry("sns.amazonaws.com", Set.of("sns")));

    /** A service, an account, an ARN, or anyone. */
    private static final Pattern PRINCIPAL = Pattern.compile(
            "[a-z0-9.-]+\\.(amazonaws\\.(com(\\.cn)?|eu)|amazon\\.com|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov)|\\d{12}|arn:.+|\\*");

    private static final int SERVICE = 2;

    LambdaPermissionFitsSource() {
        super("aws_lambda_permission");
    }

    @Override
    protected void judge(Resource permission, Verdicts verdicts) {
        Value principal = permission.attribute("principal");
        if (principal.isKnown() && !PRINCIPAL.matcher(principal.text()).matches()) {
            verdicts.fail("principal", "principal", principal.text(), "such as s3.amazonaws.com, or an account");
        }
        if (principal.isKnown() && principal.text().endsWith(".amazonaws.com")) {
            ServicePrincipals.corrected(principal.text())
                    .ifPresent(expected -> verdicts.fail("principal", "principal", principal.text(), expected));
        }
        Value source = permission.attribute("source_arn");
        String[] arn = source.text().split(":", -1);
        Set<String> services = SOURCES.getOrDefault(principal.isKnown() ? principal.text() : "", Set.of());
        boolean read = source.text().startsWith("arn:") && arn.length > SERVICE;
        if (read && !services.isEmpty() && !arn[SERVICE].contains("${") && !services.contains(arn[SERVICE])) {
            verdicts.fail(
                    "source_arn",
                    "source_arn",
                    "%s for %s".formatted(source.text(), principal.text()),
                    "an ARN of " + String.join(" or ", new TreeSet<>(services)));
        }
        if (read
                && services.isEmpty()
                && principal.isKnown()
                && principal.text().endsWith(".amazonaws.com")) {
            Set<String> callers = callers(arn[SERVICE]);
            if (!callers.isEmpty()) {
                verdicts.fail(
                        "principal",
                        "principal",
                        "%s for %s".formatted(principal.text(), source.text()),
                        String.join(" or ", callers));
            }
        }
        verdicts.pass("principal", principal);
    }

    /** The principals that call for a source of a service. */
    private static Set<String> callers(String service) {
        return SOURCES.entrySet().stream()
                .filter(entry -> entry.getValue().contains(service))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

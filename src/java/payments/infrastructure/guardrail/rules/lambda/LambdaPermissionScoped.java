package payments.infrastructure.guardrail.rules.lambda;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A service may invoke a function only for one source: its ARN, and for S3, SNS and EventBridge its account too, since
 * the ARN of a bucket says none and a deleted bucket's name is free for others. For an API the source names method or
 * path. Where the service calls an alias, the permission is the alias's: one without that qualifier ends in an error
 * at run time. Alexa has no ARN: there the skill's id is the source.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/permissions-function-services.html">AWS: access for services</a>
 */
@Guardrail(
        id = "lambda-permission-scoped",
        severity = Severity.HIGH,
        expects =
                "source_arn, with source_account for s3, sns and events, event_source_token for Alexa, and the alias that the service calls as qualifier",
        fix = "set source_arn, source_account and qualifier",
        why = "Without the source, a bucket or topic of any account can invoke the function",
        pci = "7.2.1",
        sources = {"CKV_AWS_364", "AVD-AWS-0067", "Lambda.1"})
final class LambdaPermissionScoped extends ResourceRule {
    private static final Set<String> WITH_ACCOUNT =
            Set.of("s3.amazonaws.com", "sns.amazonaws.com", "events.amazonaws.com");

    /** {@code alexa-appkit.amazon.com} and {@code alexa-connectedhome.amazon.com}, which have no ARN. */
    private static final String OF_ALEXA = ".amazon.com";

    /** Any method on any path of a stage, or more. */
    private static final Pattern WHOLE_API = Pattern.compile("[^/]*(/[^/]+)?(/\\*){1,2}|\\*");

    LambdaPermissionScoped() {
        super("aws_lambda_permission");
    }

    @Override
    protected void judge(Resource permission, Verdicts verdicts) {
        Value principal = permission.attribute("principal");
        if (principal.isKnown() && principal.text().endsWith(OF_ALEXA)) {
            judgeSkill(permission, verdicts);
            return;
        }
        if (principal.isKnown() && !principal.text().endsWith(".amazonaws.com")) {
            verdicts.notApplicable("the principal is no service");
            return;
        }
        verdicts.requireWritten(permission, "source_arn", source -> isOne(source, principal));
        if (principal.isOneOf(WITH_ACCOUNT)) {
            verdicts.requireWritten(permission, "source_account", account -> account.isPresent() && !account.is(""));
        }
        judgeQualifier(permission, principal, verdicts);
    }

    /** Alexa calls for every skill of anybody, whose id it sends as the token. */
    private static void judgeSkill(Resource permission, Verdicts verdicts) {
        verdicts.requireWritten(
                permission,
                "event_source_token",
                skill -> skill.isPresent()
                        && !skill.text().isBlank()
                        && !skill.text().equals("*"));
    }

    /** An ARN that is made of references is one, though its text is unknown yet. */
    private static boolean isOne(Value source, Value principal) {
        boolean api = principal.is("apigateway.amazonaws.com");
        return source.isPresent()
                && !source.text().isBlank()
                && !source.text().equals("*")
                && !(api && WHOLE_API.matcher(source.text()).matches());
    }

    private static void judgeQualifier(Resource permission, Value principal, Verdicts verdicts) {
        Value given = permission.attribute("qualifier");
        List<Trigger> triggers = Triggers.function(permission).map(Triggers::of).orElse(List.of()).stream()
                .filter(trigger -> principal.is(trigger.service()) && concerns(permission, trigger))
                .toList();
        Optional<Trigger> other = triggers.stream()
                .filter(trigger -> !trigger.qualifier().equals(Triggers.qualifier(permission)))
                .findFirst();
        if (triggers.isEmpty()
                || triggers.stream().anyMatch(trigger -> trigger.qualifier().equals(Triggers.qualifier(permission)))) {
            verdicts.pass("qualifier", given);
        } else {
            verdicts.fail(
                    "qualifier",
                    "qualifier",
                    given.toString(),
                    "\"" + other.orElseThrow().qualifier() + "\", which "
                            + other.get().by().address() + " calls");
        }
    }

    /** Whether the trigger is of the API that the permission names; every trigger where it names none. */
    private static boolean concerns(Resource permission, Trigger trigger) {
        Value api = trigger.by().attribute(trigger.by().has("rest_api_id") ? "rest_api_id" : "api_id");
        return api.target()
                .filter(named -> permission.references().stream()
                        .flatMap(reference -> reference.target().stream())
                        .filter(target -> target.type().equals(named.type()))
                        .noneMatch(named::equals))
                .isEmpty();
    }
}

package payments.infrastructure.guardrail.rules.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * No variable makes a library write whole requests, events or wire traffic into the log: what is masked there by a pattern is only
 * what the pattern knows.
 *
 * @see <a href="https://docs.powertools.aws.dev/lambda/java/latest/core/logging/">Powertools for AWS Lambda: logging of the event</a>
 */
@Guardrail(
        id = "lambda-events-not-logged",
        severity = Severity.MEDIUM,
        expects = "no switch by which a library logs whole events, bodies or wire traffic",
        fix = "remove the variable, or set it to false or to a level of INFO or above",
        why = "A request that is logged as a whole is card data in the log",
        pci = {"3.3.1", "10.3.1"},
        sources = "ours: public checks do not read variables of libraries")
final class LambdaEventsNotLogged extends ResourceRule {
    /** Switches that log or capture events, bodies and answers. */
    private static final Set<String> SWITCHES = Set.of(
            "DD_CAPTURE_LAMBDA_PAYLOAD",
            "LUMIGO_DEBUG",
            "NEW_RELIC_EXTENSION_SEND_FUNCTION_LOGS",
            "POWERTOOLS_LOGGER_LOG_EVENT",
            "POWERTOOLS_LOG_EVENT",
            "POWERTOOLS_PARAMETERS_LOG_EVENT",
            "POWERTOOLS_TRACER_CAPTURE_RESPONSE",
            "POWERTOOLS_TRACER_CAPTURE_ERROR",
            "POWERTOOLS_DEV",
            "POWERTOOLS_DEBUG",
            "SENTRY_SEND_DEFAULT_PII",
            "AWS_NODEJS_SDK_DEBUG");

    /** Variables that set how much is logged. */
    private static final Pattern LEVEL = Pattern.compile(
            "(POWERTOOLS_|AWS_LAMBDA_|QUARKUS_|OTEL_|DD_|APP_)?LOG(GING)?_LEVEL(_ROOT|_[A-Z_]+)?|RUST_LOG|NODE_DEBUG|DEBUG");

    private static final Pattern WORDY =
            Pattern.compile("(?i)(.*[=,\\s])?(debug|trace|all|verbose|https?|\\*)([,\\s].*)?|(?i)true");

    /** System properties that log wire traffic. */
    private static final Pattern PROPERTIES = Pattern.compile(
            "-Djavax\\.net\\.debug|-Djdk\\.httpclient\\.HttpClient\\.log|-D[\\w.]*(log|level)[\\w.]*=(?i:debug|trace|all)"
                    + "|-D(org\\.apache\\.http\\.wire|software\\.amazon\\.awssdk\\.request)");

    LambdaEventsNotLogged() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        if (!function.isInScope()) {
            verdicts.notApplicable("no card data may be near");
            return;
        }
        Refusals refusals = new Refusals();
        for (Block variables : function.blocks("environment.variables")) {
            for (Map.Entry<String, JsonNode> entry : variables.body().properties()) {
                Value value = variables.own(entry.getKey());
                if (value.isKnown() && isWordy(entry.getKey(), value.text())) {
                    refusals.add(
                            "environment.variables." + entry.getKey(),
                            value.text(),
                            "a value by which no library logs events, bodies or wire traffic");
                }
            }
        }
        for (String level : List.of("application_log_level", "system_log_level")) {
            Value written = function.attribute("logging_config." + level);
            if (level.startsWith("app") && written.isOneOf(Set.of("TRACE", "DEBUG"))) {
                refusals.add("logging_config." + level, written.text(), "INFO or above");
            }
        }
        refusals.say(verdicts, "no library logs whole events");
    }

    private static boolean isWordy(String name, String value) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (SWITCHES.contains(upper)) {
            return value.strip().matches("(?i)true|1|yes|on|y|t");
        }
        if (LEVEL.matcher(upper).matches()) {
            return WORDY.matcher(value.strip()).matches();
        }
        return upper.matches("JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JAVA_OPTS|JDK_JAVA_OPTIONS")
                && PROPERTIES.matcher(value).find();
    }
}

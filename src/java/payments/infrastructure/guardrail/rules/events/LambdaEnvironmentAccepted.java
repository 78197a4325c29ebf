package payments.infrastructure.guardrail.rules.events;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A function's environment variables have names that Lambda takes and leaves free, and fit in 4 KB together. Parts that only AWS
 * or Terraform knows count as nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">AWS:
 *     reserved environment variables</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html">AWS: Environment, names of variables</a>
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">AWS: quotas of Lambda</a>
 */
@Guardrail(
        id = "lambda-env-accepted",
        severity = Severity.HIGH,
        expects = "names of letters, digits and underscores that Lambda does not set itself, and 4096 bytes in all",
        fix = "rename the variable, or move long values to a parameter of SSM",
        why = "Lambda refuses the function in the middle of an apply",
        sources = "ours: Terraform does not look at names and sizes of variables")
final class LambdaEnvironmentAccepted extends ResourceRule {
    private static final String VARIABLES = "environment.variables";
    private static final int MOST_BYTES = 4096;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");
    private static final Pattern OPEN = Pattern.compile("\\$\\{[^{}]*\\}");

    /** What Lambda sets itself. */
    private static final Set<String> RESERVED = Set.of(
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_LAMBDA_RUNTIME_API",
            "AWS_REGION",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "LAMBDA_RUNTIME_DIR",
            "LAMBDA_TASK_ROOT",
            "_HANDLER",
            "_X_AMZN_TRACE_ID");

    LambdaEnvironmentAccepted() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        int bytes = 0;
        Set<String> names = new TreeSet<>();
        for (Block variables : function.blocks(VARIABLES)) {
            variables.body().fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                String value = OPEN.matcher(variables.own(name).text()).replaceAll("");
                bytes += size(name) + size(value);
            }
        }
        for (String name : names) {
            if (RESERVED.contains(name)) {
                verdicts.fail(name, VARIABLES, name, "a name that Lambda does not set itself");
            } else if (!NAME.matcher(name).matches() && !name.contains("${")) {
                verdicts.fail(name, VARIABLES, name, "a letter, then letters, digits and underscores");
            }
        }
        if (bytes > MOST_BYTES) {
            verdicts.fail("size", VARIABLES, "%d bytes".formatted(bytes), "at most %d in all".formatted(MOST_BYTES));
        }
        if (names.isEmpty()) {
            verdicts.notApplicable("no variables that can be read");
        } else {
            verdicts.pass(VARIABLES, "%d variables of %d bytes".formatted(names.size(), bytes));
        }
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

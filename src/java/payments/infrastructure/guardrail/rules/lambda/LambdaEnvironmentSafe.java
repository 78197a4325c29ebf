package payments.infrastructure.guardrail.rules.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Environment variables change neither what code runs nor how its traffic is protected.
 * What loads code from a layer is accepted where the function has a layer, since tracing works so.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-modify.html">AWS: wrapper scripts and variables of the runtimes</a>
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/jvmti.html#tooloptions">Java: JAVA_TOOL_OPTIONS</a>
 */
@Guardrail(
        id = "lambda-env-safe",
        severity = Severity.HIGH,
        expects = "no variable that loads other code, opens a debugger or weakens TLS",
        fix = "remove the variable, or use https",
        why = "Who sets a variable runs code with the function's rights, or reads its traffic",
        pci = {"6.3.2", "4.2.1"},
        sources = "ours: public checks look for secrets in variables only")
final class LambdaEnvironmentSafe extends ResourceRule {
    private static final String VARIABLES = "environment.variables";

    /** What a value must not hold under a name; what only a layer makes meaningful is in {@link #LOADED}. */
    private record Danger(Pattern name, Pattern value, String what) {
        Danger(String name, String value, String what) {
            this(Pattern.compile(name), Pattern.compile(value, Pattern.CASE_INSENSITIVE), what);
        }

        boolean isIn(String variable, String text) {
            return name.matcher(variable).matches() && value.matcher(text).find();
        }
    }

    private static final String JAVA = "JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS|JAVA_OPTS";

    private static final List<Danger> DANGERS = List.of(
            new Danger(JAVA, "-agentlib:jdwp|-Xrunjdwp|-Xdebug|jmxremote", "opens a debugger"),
            new Danger(
                    JAVA,
                    "disableHostnameVerification=true|jdk\\.tls\\.client\\.protocols=TLSv1(?:\\.1)?(?:\\s|,|$)",
                    "weakens TLS"),
            new Danger("NODE_OPTIONS", "--inspect", "opens a debugger"),
            new Danger("NODE_OPTIONS", "--tls-min-v1\\.[01]|--insecure-http-parser", "weakens TLS"),
            new Danger("NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY", "^\\s*(?:0|false)\\s*$", "weakens TLS"),
            new Danger("GIT_SSL_NO_VERIFY|AWS_NO_VERIFY_SSL", "^\\s*(?:1|true)\\s*$", "weakens TLS"),
            new Danger("LD_PRELOAD|LD_AUDIT|BASH_ENV|PYTHONSTARTUP|PERL5OPT|RUBYOPT", "\\S", "loads other code"));

    private static final List<Danger> LOADED = List.of(
            new Danger("AWS_LAMBDA_EXEC_WRAPPER", "\\S", "loads other code"),
            new Danger(JAVA, "-javaagent:|-agentpath:|-Xbootclasspath", "loads other code"),
            new Danger("NODE_OPTIONS", "--require|--import|(?:^|\\s)-r\\s", "loads other code"),
            new Danger("DOTNET_STARTUP_HOOKS|CORECLR_PROFILER_PATH", "\\S", "loads other code"));

    private static final Pattern PLAIN =
            Pattern.compile("(?i)^http://(?!localhost|127\\.|169\\.254\\.|\\[::1])[a-z0-9.-]+\\.[a-z]{2,24}(?:[:/]|$)");

    LambdaEnvironmentSafe() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        Value variables = function.attribute(VARIABLES);
        if (!variables.json().isObject()) {
            verdicts.notApplicable("the function has no variables that are known");
            return;
        }
        boolean isSafe = true;
        for (Map.Entry<String, JsonNode> variable : variables.json().properties()) {
            String name = variable.getKey();
            Value value = Functions.variable(function, name);
            Optional<String> wrong =
                    value.isKnown() ? wrong(function, name, value.text().strip()) : Optional.empty();
            wrong.ifPresent(what -> verdicts.fail(name, VARIABLES + "." + name, what));
            isSafe &= wrong.isEmpty();
        }
        if (isSafe) {
            verdicts.pass(VARIABLES, variables.json().size() + " variables");
        }
    }

    private static Optional<String> wrong(Resource function, String name, String text) {
        boolean hasLayer = !function.attribute("layers").elements().isEmpty()
                || function.attribute("package_type").is("Image");
        Stream<Danger> dangers = hasLayer ? DANGERS.stream() : Stream.concat(DANGERS.stream(), LOADED.stream());
        return dangers.filter(danger -> danger.isIn(name, text))
                .map(Danger::what)
                .findFirst()
                .or(() -> PLAIN.matcher(text).find() ? Optional.of("goes over plain HTTP") : Optional.empty());
    }
}

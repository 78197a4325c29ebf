package payments.infrastructure.guardrail.rules.lambda;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import payments.contract.FunctionVariable;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * Where an environment has a log of effects, every function that works on payments has this log, in its own region; and the
 * functions of all regions with a copy are the same, with the same variables, since each of these regions may have to take over.
 */
@Guardrail(
        id = "lambda-log-variables",
        severity = Severity.HIGH,
        expects =
                "the log of the environment in the function's own region wherever it works on payments, and the same functions with the same variables in each region of the log",
        fix =
                "set EFFECT_LOG_TABLE, EFFECT_LOG_REGION and EFFECT_LOG_ENDPOINT of the region, and what the other regions set",
        why =
                "A function that does not ask the log changes payments that another region owns; one that misses a part cannot take over",
        sources = "ours: no public rule knows which functions share a log")
final class LambdaLogVariables extends ResourceRule {
    /** What no function reads may differ. */
    private static final Set<String> READ =
            Arrays.stream(FunctionVariable.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private static final String LOG = FunctionVariable.EFFECT_LOG_TABLE.name();

    LambdaLogVariables() {
        super("aws_lambda_function");
    }

    @Override
    protected void judge(Resource function, Verdicts verdicts) {
        Optional<GlobalTable> log = GlobalTable.logBeside(function);
        if (log.isEmpty()) {
            Value named = Functions.variable(function, LOG);
            if (named.isPresent()) {
                verdicts.fail("variable::" + LOG, at(LOG), named + ", of which the region has no copy", "none");
            } else {
                verdicts.notApplicable("no log of versions");
            }
            return;
        }
        boolean uses = Functions.variable(function, FunctionVariable.DYNAMODB_TABLE.name())
                        .isPresent()
                || names(function).contains(LOG);
        if (uses) {
            judgeVariables(function, log.get(), verdicts);
        }
        judgeTwins(function, log.get(), uses, verdicts);
        verdicts.pass(at(LOG), uses ? log.get().name() : "(absent)");
    }

    private static void judgeVariables(Resource function, GlobalTable log, Verdicts verdicts) {
        Map<FunctionVariable, String> wanted = new LinkedHashMap<>();
        wanted.put(FunctionVariable.EFFECT_LOG_TABLE, log.name());
        wanted.put(FunctionVariable.EFFECT_LOG_REGION, function.region());
        wanted.put(
                FunctionVariable.EFFECT_LOG_ENDPOINT, "https://dynamodb.%s.amazonaws.com".formatted(function.region()));
        wanted.put(FunctionVariable.REGION, function.region());
        wanted.forEach((variable, expected) -> {
            Value value = Functions.variable(function, variable.name());
            if (!value.is(expected)
                    && !value.target().filter(log.resource()::equals).isPresent()) {
                verdicts.fail("variable::" + variable, at(variable.name()), value.toString(), expected);
            }
        });
    }

    /** Compares it with the function of the same name in each other region of the log. */
    private static void judgeTwins(Resource function, GlobalTable log, boolean uses, Verdicts verdicts) {
        Map<String, Resource> twins = function.alike("function_name").stream()
                .filter(log::isOfEnvironment)
                .collect(Collectors.toMap(Resource::region, twin -> twin, (first, second) -> first));
        Set<String> own = names(function);
        for (String region : log.regions()) {
            Resource twin = twins.get(region);
            if (twin != null) {
                Set<String> missing = new TreeSet<>(names(twin));
                missing.removeAll(own);
                missing.retainAll(READ);
                missing.forEach(name -> verdicts.fail(
                        "variable::" + name,
                        at(name),
                        "(absent)",
                        "a value, as the function of %s has".formatted(region)));
            } else if (uses) {
                verdicts.fail(
                        "region::" + region,
                        "function_name",
                        "no %s in %s".formatted(function.attribute("function_name"), region),
                        "the same function in each region of the log");
            }
        }
    }

    private static Set<String> names(Resource function) {
        return function.blocks("environment.variables").stream()
                .flatMap(variables -> variables.body().properties().stream())
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String at(String variable) {
        return "environment.variables." + variable;
    }
}

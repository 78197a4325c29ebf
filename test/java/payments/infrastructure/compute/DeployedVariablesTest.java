package payments.infrastructure.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.testing.Deployments;
import payments.testing.SynthesizedResource;

/**
 * The variables of each function of each deployment against the contract. That a handler reads what the contract declares is
 * the matter of {@code FunctionContractTest}.
 */
@Requirement("A9")
class DeployedVariablesTest {
    /** Read by the Java runtime. */
    private static final String RUNTIME_OPTIONS = "JAVA_TOOL_OPTIONS";

    /** What an emulator or an operator may set, an older name, and what follows a setting that the six files do not have. */
    private static final Set<FunctionVariable> SET_BY_NO_DEPLOYMENT = EnumSet.of(
            FunctionVariable.AWS_ENDPOINT_URL,
            FunctionVariable.HOME_REGION,
            FunctionVariable.API_AMOUNTS,
            FunctionVariable.BATCH_CALLER,
            FunctionVariable.DATABASE_APPLICATION_ROLE,
            FunctionVariable.DATABASE_CA_FILE);

    static Stream<String> deployments() {
        return Deployments.names().stream();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void whatIsSetIsDeclaredAndWhatIsRequiredIsSet(String deployment) {
        functions(deployment).forEach(function -> {
            FunctionContract contract = contract(function);
            Set<String> declared = new TreeSet<>();
            Set<String> needed = new TreeSet<>();
            for (FunctionVariable variable : FunctionVariable.values()) {
                if (contract.declares(variable)) {
                    declared.add(variable.name());
                }
                if (contract.required().contains(variable)) {
                    needed.add(variable.name());
                }
                if (variables(function).contains(variable.name())) {
                    variable.needs().forEach(other -> needed.add(other.name()));
                }
            }

            assertThat(declared)
                    .as("declared by %s, %s", contract, function.address())
                    .containsAll(variables(function));
            assertThat(variables(function))
                    .as("set for %s, %s", contract, function.address())
                    .containsAll(needed);
        });
    }

    @Test
    void everyFunctionIsDeployedAndEveryVariableIsSetSomewhere() {
        Map<FunctionContract, Set<String>> set = new EnumMap<>(FunctionContract.class);
        deployments().flatMap(DeployedVariablesTest::functions).forEach(function -> set.computeIfAbsent(
                        contract(function), contract -> new TreeSet<>())
                .addAll(variables(function)));
        Set<FunctionVariable> never = EnumSet.allOf(FunctionVariable.class);
        set.values().forEach(names -> names.forEach(name -> never.remove(FunctionVariable.valueOf(name))));

        assertThat(set).containsOnlyKeys(FunctionContract.values());
        assertThat(never).isEqualTo(SET_BY_NO_DEPLOYMENT);
    }

    private static Stream<SynthesizedResource> functions(String deployment) {
        return Deployments.of(deployment).stacks().values().stream()
                .flatMap(stack -> stack.resources("aws_lambda_function").stream());
    }

    private static Set<String> variables(SynthesizedResource function) {
        Set<String> names = new TreeSet<>();
        function.at("environment.variables").fieldNames().forEachRemaining(names::add);
        names.remove(RUNTIME_OPTIONS);
        return names;
    }

    private static FunctionContract contract(SynthesizedResource function) {
        String handler = function.at("handler").asText();
        return Stream.of(FunctionContract.values())
                .filter(contract -> contract.handlerSetting().equals(handler))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no contract has the handler " + handler));
    }
}

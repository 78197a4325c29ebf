package payments.contract;

import java.util.Map;
import java.util.Optional;

/** The environment variables of a function, read through its contract. */
public final class FunctionEnvironment {
    private final FunctionContract function;
    private final Map<String, String> values;

    /** Reads these values as those of a function. */
    public FunctionEnvironment(FunctionContract function, Map<String, String> values) {
        this.function = function;
        this.values = values;
    }

    /** The environment of the running process. */
    public static FunctionEnvironment of(FunctionContract function) {
        return new FunctionEnvironment(function, System.getenv());
    }

    /**
     * A variable that the function cannot do without.
     *
     * @throws IllegalStateException when it is missing or empty, or the contract does not declare it
     */
    public String required(FunctionVariable variable) {
        Optional<String> value = read(variable);
        if (value.isEmpty()) {
            throw new IllegalStateException(
                    "the environment variable %s is missing or empty; set it on the function: %s, %s"
                            .formatted(variable, variable.meaning(), variable.format()));
        }
        return value.get();
    }

    /**
     * A variable that may be missing, unless the contract of the function requires it.
     *
     * @throws IllegalStateException when it is missing though the contract requires it, or not declared
     */
    public Optional<String> optional(FunctionVariable variable) {
        return function.required().contains(variable) ? Optional.of(required(variable)) : read(variable);
    }

    private Optional<String> read(FunctionVariable variable) {
        if (!function.declares(variable)) {
            throw new IllegalStateException(
                    "the function %s must not read the variable %s; declare it in FunctionContract.%s"
                            .formatted(function, variable, function));
        }
        String value = values.get(variable.name());
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value);
    }
}

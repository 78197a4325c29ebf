package payments.infrastructure.capability;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;

/**
 * The environment variables of one function, collected from the capabilities of its region. What the function's contract does
 * not declare is not taken, so a capability offers its variables to all functions alike. What a single function may know, such
 * as the secret of an administrator, is offered only where {@link #function()} is that one.
 */
public final class FunctionVariables {
    private final FunctionContract function;
    private final Map<FunctionVariable, String> values = new TreeMap<>();

    FunctionVariables(FunctionContract function) {
        this.function = function;
    }

    /** The function whose variables they are. */
    public FunctionContract function() {
        return function;
    }

    /** Offers a value. */
    public FunctionVariables put(FunctionVariable variable, String value) {
        return put(variable, () -> value);
    }

    /**
     * Offers a value that exists only once a part of the region is built.
     *
     * @param value is asked only where the function declares the variable
     */
    public FunctionVariables put(FunctionVariable variable, Supplier<String> value) {
        if (function.declares(variable)) {
            values.put(variable, value.get());
        }
        return this;
    }

    Map<FunctionVariable, String> values() {
        return values;
    }
}

package payments.infrastructure.compute;

import java.util.Map;
import java.util.TreeMap;
import payments.contract.FunctionContract;
import payments.contract.FunctionVariable;
import payments.infrastructure.config.deployment.FunctionSize;
import payments.infrastructure.naming.ResourceName;

/**
 * What distinguishes one function from another.
 *
 * @param name what it is called
 * @param function its contract: handler, jar and variables
 * @param description what it is for, for who sees it in the console
 * @param size how large it is
 * @param variables what the code needs to know; no secret among them
 */
public record FunctionSpec(
        ResourceName name,
        FunctionContract function,
        String description,
        FunctionSize size,
        Map<FunctionVariable, String> variables) {
    /**
     * Checks the variables against the contract, so that a function that could not start is never deployed.
     *
     * @throws IllegalStateException when one is not declared by the contract, or one that it requires is missing
     */
    public FunctionSpec {
        function.check(variables.keySet());
        variables = new TreeMap<>(variables);
    }
}

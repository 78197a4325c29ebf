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
 * @param start how a run begins
 */
public record FunctionSpec(
        ResourceName name,
        FunctionContract function,
        String description,
        FunctionSize size,
        Map<FunctionVariable, String> variables,
        Start start) {
    /** How a run of a function begins. */
    public enum Start {
        /** From the snapshot of a published version (SnapStart), within a fraction of a second. */
        SNAPSHOT,
        /** With a new process. No run waits for a snapshot that is being taken, which takes minutes. */
        COLD
    }

    /**
     * Checks the variables against the contract, so that a function that could not start is never deployed.
     *
     * @throws IllegalStateException when one is not declared by the contract, or one that it requires is missing
     */
    public FunctionSpec {
        function.check(variables.keySet());
        variables = new TreeMap<>(variables);
    }

    /** A function whose runs begin from a snapshot. */
    public FunctionSpec(
            ResourceName name,
            FunctionContract function,
            String description,
            FunctionSize size,
            Map<FunctionVariable, String> variables) {
        this(name, function, description, size, variables, Start.SNAPSHOT);
    }

    /**
     * The same without snapshots: for a function that a deployment invokes at once. Lambda answers
     * {@code SnapStartNotReadyException} while a new version's snapshot is taken, and the AWS provider waits for the function
     * alone, not for its version (provider issue 42693).
     */
    public FunctionSpec startingCold() {
        return new FunctionSpec(name, function, description, size, variables, Start.COLD);
    }
}

package payments.infrastructure.compute;

import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.config.FunctionSize;
import payments.infrastructure.naming.ResourceName;

/**
 * What tells one function from another.
 *
 * @param name what it is called
 * @param role what its role is called; each function has its own
 * @param handler its entry point
 * @param description what it is for, for who sees it in the console
 * @param size how large it is
 * @param variables what the code needs to know; no secret among them
 */
public record FunctionSpec(
        ResourceName name,
        ResourceName role,
        FunctionHandler handler,
        String description,
        FunctionSize size,
        Map<String, String> variables) {
    public FunctionSpec {
        variables = new TreeMap<>(variables);
    }
}

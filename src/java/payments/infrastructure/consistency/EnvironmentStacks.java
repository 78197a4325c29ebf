package payments.infrastructure.consistency;

import java.util.LinkedHashMap;
import java.util.Map;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Stack;

/**
 * The stacks of one environment, in a form that is the same in every environment.
 *
 * @param name the environment's name
 * @param byRole the resources of each stack by the stack's role
 */
record EnvironmentStacks(String name, Map<String, Map<String, Leaves>> byRole) {
    static EnvironmentStacks of(Program program, EnvironmentFacts environment) {
        Map<String, Map<String, Leaves>> byRole = new LinkedHashMap<>();
        for (Stack stack : program.stacks()) {
            String role = environment.role(stack.name());
            if (!role.isEmpty()) {
                byRole.put(role, Leaves.of(stack, new Normalizer(environment, stack)));
            }
        }
        return new EnvironmentStacks(environment.name(), byRole);
    }

    EnvironmentStacks named(String other) {
        return new EnvironmentStacks(other, byRole);
    }
}

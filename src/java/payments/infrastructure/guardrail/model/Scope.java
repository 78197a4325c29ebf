package payments.infrastructure.guardrail.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where an expression stands: the module, and what {@code each}, {@code count} and the iterators of dynamic blocks and
 * {@code for} expressions are there.
 */
record Scope(Module module, Map<String, Value> names) {
    Scope with(String name, Value value) {
        Map<String, Value> more = new LinkedHashMap<>(names);
        more.put(name, value);
        return new Scope(module, more);
    }

    /** Whether a text means the same here as anywhere in the stack. */
    boolean isStack() {
        return names.isEmpty() && module.prefix().isEmpty();
    }
}

package payments.infrastructure.guardrail.rule;

import java.util.List;

/** {@link Guardrail} as a value. */
public record RuleDefinition(
        String id, Severity severity, String expects, String fix, String why, List<String> pci, List<String> sources) {

    /** The same rule, for a finding that is graver or milder than the rule usually is. */
    public RuleDefinition as(Severity other) {
        return new RuleDefinition(id, other, expects, fix, why, pci, sources);
    }

    static RuleDefinition of(Class<? extends Rule> rule) {
        Guardrail definition = rule.getAnnotation(Guardrail.class);
        if (definition == null) {
            throw new IllegalStateException(rule.getName() + " has no @Guardrail: every rule defines itself by one");
        }
        return new RuleDefinition(
                definition.id(),
                definition.severity(),
                definition.expects(),
                definition.fix(),
                definition.why(),
                List.of(definition.pci()),
                List.of(definition.sources()));
    }
}

package payments.infrastructure.guardrail.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/**
 * A policy as AWS reads it.
 *
 * @param name where it stands, for messages
 * @param kind what it is attached to
 * @param statements in the order of the document, at least one
 */
public record Policy(String name, PolicyKind kind, List<PolicyStatement> statements) implements ParsedPolicy {
    public Policy {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        statements = List.copyOf(statements);
    }

    /** Reads a policy from its JSON text, as it stands in an attribute. */
    public static ParsedPolicy parse(String name, PolicyKind kind, String text) {
        return PolicyReader.read(name, kind, text);
    }

    /** Reads a policy that is JSON already. */
    public static ParsedPolicy parse(String name, PolicyKind kind, JsonNode document) {
        return PolicyReader.read(name, kind, document);
    }

    /** The statements that allow something. */
    public List<PolicyStatement> allows() {
        return with(Effect.ALLOW);
    }

    /** The statements that deny something. */
    public List<PolicyStatement> denies() {
        return with(Effect.DENY);
    }

    private List<PolicyStatement> with(Effect effect) {
        return statements.stream()
                .filter(statement -> statement.effect() == effect)
                .toList();
    }
}

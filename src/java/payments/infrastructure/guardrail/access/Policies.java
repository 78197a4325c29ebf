package payments.infrastructure.guardrail.access;

import com.fasterxml.jackson.databind.JsonNode;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;

/** Reads policies out of attributes, however they are written: as a text, as JSON, or rendered by a data source. */
public final class Policies {
    private Policies() {}

    /**
     * The policy of an attribute that is given.
     *
     * @param name what messages call it
     */
    public static ParsedPolicy of(String name, Block block, String attribute, PolicyKind kind) {
        Value value = block.attribute(attribute);
        if (value.isUnknown() && !value.text().contains("\"Statement\"")) {
            return new UnparseablePolicy(name, "known only after an apply");
        }
        JsonNode json = value.json();
        return block.stack()
                .program()
                .once(
                        ParsedPolicy.class,
                        new Read(name, kind, json),
                        () -> json.isTextual()
                                ? Policy.parse(name, kind, json.textValue())
                                : Policy.parse(name, kind, json));
    }

    private record Read(String name, PolicyKind kind, JsonNode document) {}
}

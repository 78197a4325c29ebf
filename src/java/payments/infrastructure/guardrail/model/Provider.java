package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A provider configuration of a stack. */
public final class Provider extends Block {
    private final String address;
    private final boolean declared;
    private @Nullable String region;
    private @Nullable Map<String, String> defaultTags;

    Provider(Stack stack, String address, JsonNode body, boolean declared) {
        super(stack, body);
        this.address = address;
        this.declared = declared;
    }

    /** What resources name: {@code aws} or {@code aws.alias}. */
    public String address() {
        return address;
    }

    /** Whether the stack has this configuration; a resource may name one that does not exist. */
    public boolean isDeclared() {
        return declared;
    }

    /** The region; empty when it comes from the surroundings. */
    public String region() {
        String known = region;
        if (known == null) {
            Value written = attribute("region");
            known = written.isKnown() ? written.text() : "";
            region = known;
        }
        return known;
    }

    /** The account number, where the provider says it; empty otherwise. */
    public String account() {
        Value allowed = attribute("allowed_account_ids");
        if (allowed.elements().size() == 1 && allowed.elements().get(0).isKnown()) {
            return allowed.elements().get(0).text();
        }
        String role = attribute("assume_role.role_arn").text();
        String[] parts = role.split(":", 6);
        return parts.length == 6 && parts[4].matches("[0-9]{12}") ? parts[4] : "";
    }

    /** The tags that every resource of this provider gets. */
    public Map<String, String> defaultTags() {
        Map<String, String> known = defaultTags;
        if (known == null) {
            known = Collections.unmodifiableMap(readDefaultTags());
            defaultTags = known;
        }
        return known;
    }

    private Map<String, String> readDefaultTags() {
        Map<String, String> tags = new TreeMap<>();
        for (Block block : blocks("default_tags")) {
            block.attribute("tags")
                    .json()
                    .properties()
                    .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        }
        return tags;
    }
}

package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an attribute says after references were followed. It is absent, known, a reference to something of the program, or
 * unknown: an expression that only Terraform can compute. A reference may be known as well, where the thing it points to
 * says its value in the program.
 */
public final class Value {
    /** What stands in a text for a part that only AWS or Terraform knows. */
    static final String OPEN = "${";

    private static final Value ABSENT = new Value(MissingNode.getInstance(), List.of(), null, "", null);

    private final JsonNode resolved;
    private final List<Value> elements;
    private final @Nullable Resource target;
    private final String attribute;
    private final @Nullable Value origin;

    private Value(
            JsonNode resolved,
            List<Value> elements,
            @Nullable Resource target,
            String attribute,
            @Nullable Value origin) {
        this.resolved = resolved;
        this.elements = elements;
        this.target = target;
        this.attribute = attribute;
        this.origin = origin;
    }

    static Value absent() {
        return ABSENT;
    }

    static Value of(JsonNode resolved) {
        return new Value(resolved, List.of(), null, "", null);
    }

    /** Something read from JSON of which the references were followed already. */
    static Value known(JsonNode resolved) {
        if (resolved.isMissingNode() || resolved.isNull()) {
            return ABSENT;
        }
        List<Value> elements = new ArrayList<>();
        if (resolved.isArray()) {
            resolved.forEach(element -> elements.add(known(element)));
        }
        return list(resolved, elements);
    }

    static Value list(JsonNode resolved, List<Value> elements) {
        return new Value(resolved, List.copyOf(elements), null, "", null);
    }

    /** The same value, known to come from an attribute of something in the program. */
    Value from(Resource source, String sourceAttribute) {
        return new Value(resolved, elements, source, sourceAttribute, target == null ? null : this);
    }

    /** Whether the attribute is not given, or null. */
    public boolean isAbsent() {
        return target == null && (resolved.isMissingNode() || resolved.isNull());
    }

    /** Whether the attribute is given. */
    public boolean isPresent() {
        return !isAbsent();
    }

    /** Whether the whole value can be read in the program. */
    public boolean isKnown() {
        return isPresent() && !hasOpenPart(resolved);
    }

    /**
     * Whether something is given that can neither be read nor followed: its value is unknown. A list is unknown
     * when one of its elements is.
     */
    public boolean isUnknown() {
        if (target == null && !elements.isEmpty()) {
            return elements.stream().anyMatch(Value::isUnknown);
        }
        return isPresent() && target == null && !isKnown();
    }

    /** The resource or data source of the program that this refers to, when the value is one reference. */
    public Optional<Resource> target() {
        return Optional.ofNullable(target);
    }

    /**
     * The resource of this type that it refers to, also where it takes the reference from another resource: the VPC of a
     * subnet's {@code vpc_id}.
     */
    public Optional<Resource> target(String type) {
        if (target != null && target.type().equals(type)) {
            return Optional.of(target);
        }
        return origin == null ? Optional.empty() : origin.target(type);
    }

    /** Which attribute of {@link #target()} is meant; empty without target. */
    public String targetAttribute() {
        return attribute;
    }

    /**
     * Whether this means the resource: by a reference, or by spelling its name, ARN or address in the same way as the
     * program does. A reference to another one of the same type never means this one, even where both have one name, as in two
     * regions.
     */
    public boolean refersTo(Resource resource) {
        if (target != null
                && target.kind() == Resource.Kind.MANAGED
                && target.type().equals(resource.type())) {
            return target.equals(resource);
        }
        return resolved.isTextual() && Identity.of(resource).contains(resolved.textValue());
    }

    /** The value as JSON, resolved as far as possible; a missing node when absent. */
    public JsonNode json() {
        return resolved;
    }

    /** The value as text, resolved as far as possible; open parts keep their {@code ${...}}. Empty when absent. */
    public String text() {
        return resolved.isMissingNode() || resolved.isNull()
                ? ""
                : resolved.isValueNode() ? resolved.asText() : resolved.toString();
    }

    /** The number, where the value is a known one (also written as text, which Terraform accepts). */
    public Optional<BigDecimal> number() {
        if (!isKnown() || !resolved.isValueNode()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(resolved.asText()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the value is a known number from the first to the last, both included. */
    public boolean isBetween(long first, long last) {
        return number().filter(found -> found.compareTo(BigDecimal.valueOf(first)) >= 0
                        && found.compareTo(BigDecimal.valueOf(last)) <= 0)
                .isPresent();
    }

    /** Whether the value is known to be true. */
    public boolean isTrue() {
        return is("true");
    }

    /** Whether the value is known to be false. */
    public boolean isFalse() {
        return is("false");
    }

    /** Whether the value is known to be this. */
    public boolean is(String wanted) {
        return isKnown() && resolved.isValueNode() && resolved.asText().equals(wanted);
    }

    /** Whether the value is known to be one of these. */
    public boolean isOneOf(Set<String> wanted) {
        return isKnown() && resolved.isValueNode() && wanted.contains(resolved.asText());
    }

    /** The elements of a list; a single value counts as a list of one. */
    public List<Value> elements() {
        if (isAbsent()) {
            return List.of();
        }
        return resolved.isArray() ? elements : List.of(this);
    }

    /** The texts of a list's elements. */
    public Stream<String> texts() {
        return elements().stream().map(Value::text);
    }

    private static boolean hasOpenPart(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue().contains(OPEN);
        }
        for (JsonNode child : node) {
            if (hasOpenPart(child)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return isAbsent() ? "(absent)" : text();
    }
}

package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern PLAIN = Pattern.compile("[^\\s{}\"\\\\]*+");

    private static final Value ABSENT = new Value(MissingNode.getInstance(), List.of(), Map.of(), null, "", null);

    private final JsonNode resolved;
    private final List<Value> elements;
    private final Map<String, Value> members;
    private final @Nullable Resource target;
    private final String attribute;
    private final @Nullable Value origin;
    private final int weight;

    private Value(
            JsonNode resolved,
            List<Value> elements,
            Map<String, Value> members,
            @Nullable Resource target,
            String attribute,
            @Nullable Value origin) {
        this.resolved = resolved;
        this.elements = elements;
        this.members = members;
        this.target = target;
        this.attribute = attribute;
        this.origin = origin;
        this.weight = weigh(resolved, elements.isEmpty() ? members.values() : elements);
    }

    static Value absent() {
        return ABSENT;
    }

    static Value of(JsonNode resolved) {
        return new Value(resolved, List.of(), Map.of(), null, "", null);
    }

    /** An expression of a scope that only Terraform can compute; its text ends at the first brace, and may stand in a text of JSON. */
    static Value unread(Scope scope, String text) {
        Module module = scope.module();
        String plain = PLAIN.matcher(text).matches()
                ? text
                : text.replace('{', '(')
                        .replace('}', ')')
                        .replace('"', '\'')
                        .replace('\\', '/')
                        .replaceAll("\\s+", " ");
        return of(TextNode.valueOf(
                "${" + module.stack().name() + ":" + module.prefix() + plain + instance(scope, text) + "}"));
    }

    /** What an expression of an instance is differs from that of the next one. */
    private static String instance(Scope scope, String text) {
        for (Map.Entry<String, String> key :
                Map.of("each", "key", "count", "index").entrySet()) {
            Value repeated = scope.names().get(key.getKey());
            if (repeated != null
                    && text.contains(key.getKey() + ".")
                    && !text.equals(key.getKey() + "." + key.getValue())) {
                return " at " + repeated.member(key.getValue()).text().replaceAll("[\\s{}\"\\\\]", "_");
            }
        }
        return "";
    }

    /** Something read from JSON of which the references were followed already. */
    static Value known(JsonNode resolved) {
        if (resolved.isMissingNode() || resolved.isNull()) {
            return ABSENT;
        }
        if (resolved.isArray()) {
            List<Value> elements = new ArrayList<>();
            resolved.forEach(element -> elements.add(known(element)));
            return new Value(resolved, List.copyOf(elements), Map.of(), null, "", null);
        }
        return of(resolved);
    }

    /** A list of values. */
    static Value list(List<Value> elements) {
        ArrayNode resolved = JsonNodeFactory.instance.arrayNode(elements.size());
        elements.forEach(element -> resolved.add(element.nullable()));
        return new Value(resolved, List.copyOf(elements), Map.of(), null, "", null);
    }

    /** A map of values, in its order. */
    static Value map(Map<String, Value> members) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        members.forEach((name, member) -> resolved.set(name, member.nullable()));
        return new Value(resolved, List.of(), members, null, "", null);
    }

    private JsonNode nullable() {
        return resolved.isMissingNode() ? NullNode.getInstance() : resolved;
    }

    /** The members of a map by name; none where it is no map. */
    Map<String, Value> members() {
        if (!members.isEmpty() || !resolved.isObject()) {
            return members;
        }
        Map<String, Value> known = new LinkedHashMap<>();
        resolved.properties().forEach(member -> known.put(member.getKey(), known(member.getValue())));
        return known;
    }

    /** The elements of a list, or the values of a map. */
    List<Value> parts() {
        return resolved.isArray() ? elements : List.copyOf(members().values());
    }

    /** The member of a map or the element of a list; absent where there is none. */
    Value member(String name) {
        if (resolved.isArray()) {
            boolean index = !name.isEmpty() && name.length() < 6 && name.chars().allMatch(Character::isDigit);
            int at = index ? Integer.parseInt(name) : elements.size();
            return at < elements.size() ? elements.get(at) : ABSENT;
        }
        Value member = members.get(name);
        return member != null ? member : known(resolved.path(name));
    }

    /** How many values are in it, itself counted, each time that they are in it; no more than an int can count. */
    int weight() {
        return weight;
    }

    private static int weigh(JsonNode resolved, Collection<Value> parts) {
        long weight = 1L + (resolved.isTextual() ? resolved.textValue().length() / 64 : 0);
        for (Value part : parts) {
            weight += part.weight;
        }
        return (int) Math.min(weight, Integer.MAX_VALUE / 2);
    }

    /** The same value, known to come from an attribute of something in the program. */
    Value from(Resource source, String sourceAttribute) {
        return new Value(resolved, elements, members, source, sourceAttribute, target == null ? null : this);
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

package payments.systems;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A part of a contract file that remembers which of its keys a check has asked for. A key that none asks for proves nothing,
 * or is misspelt: {@link #unread()} finds it. The key {@code what} is the row's name, and {@code departs} belongs to
 * {@link Departures}.
 */
public final class Facts {
    private final String place;
    private final JsonNode node;
    private final Set<String> read = new TreeSet<>(Set.of("what", Departures.KEY));
    private final Map<String, List<Facts>> parts = new LinkedHashMap<>();

    Facts(String place, JsonNode node) {
        this.place = place;
        this.node = node;
    }

    /** Where it stands, with the name that a reader would look for. */
    public String place() {
        for (String key : List.of("what", "name", "output", "old", "path")) {
            if (node.path(key).isTextual()) {
                return "%s (%s)".formatted(place, node.path(key).asText());
            }
        }
        return place;
    }

    /** Whether it has a key, which is then asked for. */
    public boolean has(String key) {
        read.add(key);
        return node.has(key);
    }

    /** A text; a number or a truth value as one. */
    public String text(String key) {
        return find(key)
                .map(JsonNode::asText)
                .orElseThrow(() -> new AssertionError("%s has no key '%s'".formatted(place(), key)));
    }

    /** The same where it may be absent. */
    public String text(String key, String otherwise) {
        return find(key).map(JsonNode::asText).orElse(otherwise);
    }

    /** A value as it stands, with all below it. */
    public JsonNode value(String key) {
        return find(key).orElse(MissingNode.getInstance());
    }

    /** The names and values of an object; none where it is absent. */
    public Map<String, JsonNode> values(String key) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        value(key).properties().forEach(entry -> values.put(entry.getKey(), entry.getValue()));
        return values;
    }

    /** The texts of a list; none where it is absent. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        value(key).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** The only object of a key; empty where it is absent. */
    public Optional<Facts> part(String key) {
        return rows(key).stream().findFirst();
    }

    /** The objects of a list; none where it is absent. */
    public List<Facts> rows(String key) {
        read.add(key);
        return parts.computeIfAbsent(key, this::made);
    }

    private List<Facts> made(String key) {
        JsonNode value = node.path(key);
        List<Facts> made = new ArrayList<>();
        if (value.isObject()) {
            made.add(new Facts("%s.%s".formatted(place, key), value));
        }
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            made.add(new Facts("%s.%s[%d]".formatted(place, key, i), value.get(i)));
        }
        return made;
    }

    private Optional<JsonNode> find(String key) {
        read.add(key);
        return Optional.ofNullable(node.get(key));
    }

    /** The places of all keys that nothing asked for. */
    public List<String> unread() {
        List<String> unread = new ArrayList<>();
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!read.contains(key)) {
                unread.add("%s: %s".formatted(place(), key));
            }
        }
        parts.values().forEach(rows -> rows.forEach(row -> unread.addAll(row.unread())));
        return unread;
    }

    /** The node itself, for a reader that looks everywhere. */
    JsonNode node() {
        return node;
    }
}

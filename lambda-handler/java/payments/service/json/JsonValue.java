package payments.service.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed JSON value. Numbers stay as written, so that no digit of an amount passes through a float. */
public sealed interface JsonValue {

    /** An object in the order of the document. */
    record Obj(Map<String, JsonValue> fields) implements JsonValue {
        /** Copies the fields. */
        public Obj {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** The field, or null when it is absent. */
        public @Nullable JsonValue get(String name) {
            return fields.get(name);
        }

        /** The field's text, or null when it is absent or no text. */
        public @Nullable String text(String name) {
            return fields.get(name) instanceof Text text ? text.value() : null;
        }

        /** The object under the name; an empty one when it is absent or no object. */
        public Obj object(String name) {
            return fields.get(name) instanceof Obj object ? object : new Obj(Map.of());
        }
    }

    /** An array. */
    record Arr(List<JsonValue> items) implements JsonValue {
        /** Copies the items. */
        public Arr {
            items = List.copyOf(items);
        }
    }

    /** A string, escapes resolved. */
    record Text(String value) implements JsonValue {}

    /** A number. The token is exactly what the document says. */
    record Num(String token) implements JsonValue {}

    /** The words true and false. */
    record Bool(boolean value) implements JsonValue {}

    /** The word null. */
    record Null() implements JsonValue {}
}

package payments.service.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed JSON value. Numbers stay as written, so that no digit of an amount passes through a float. */
public sealed interface JsonValue {

    /** One method for each kind of value: a new kind does not compile until every place handles it. */
    interface Cases<R> {
        R object(Obj object);

        R array(Arr array);

        R text(String value);

        R number(String token);

        R bool(boolean value);

        R nothing();
    }

    /** Handles the kind that this is. */
    <R> R match(Cases<R> cases);

    /** Whether this is the word null. */
    default boolean isNull() {
        return this instanceof Null;
    }

    /** This object; null when it is of another kind. */
    default @Nullable Obj asObject() {
        return this instanceof Obj object ? object : null;
    }

    /** This array; null when it is of another kind. */
    default @Nullable Arr asArray() {
        return this instanceof Arr array ? array : null;
    }

    /** The value of this text; null when it is of another kind. */
    default @Nullable String asText() {
        return this instanceof Text text ? text.value() : null;
    }

    /** The token of this number; null when it is of another kind. */
    default @Nullable String asNumber() {
        return this instanceof Num number ? number.token() : null;
    }

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

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.object(this);
        }

        /** The field's text, or null when it is absent or no text. */
        public @Nullable String text(String name) {
            return fields.get(name) instanceof Text text ? text.value() : null;
        }

        /** The token of the field's number, or null when it is absent or no number. */
        public @Nullable String number(String name) {
            return fields.get(name) instanceof Num number ? number.token() : null;
        }

        /** The field's boolean, or null when it is absent or no boolean. */
        public @Nullable Boolean bool(String name) {
            return fields.get(name) instanceof Bool flag ? flag.value() : null;
        }

        /** The array under the name, or null when it is absent or no array. */
        public @Nullable Arr array(String name) {
            return fields.get(name) instanceof Arr array ? array : null;
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

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.array(this);
        }
    }

    /** A string, escapes resolved. */
    record Text(String value) implements JsonValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(value);
        }
    }

    /** A number. The token is exactly what the document says. */
    record Num(String token) implements JsonValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.number(token);
        }
    }

    /** The words true and false. */
    record Bool(boolean value) implements JsonValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bool(value);
        }
    }

    /** The word null. */
    record Null() implements JsonValue {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.nothing();
        }
    }
}

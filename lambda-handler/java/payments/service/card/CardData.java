package payments.service.card;

import java.math.BigDecimal;
import payments.service.json.JsonValue;

/** Finds card data anywhere in a JSON document: in names of fields, in names that are numbers, and in values. */
public final class CardData {
    /** A number with a longer token or a larger scale is no card number in any notation worth expanding. */
    private static final int MAX_EXPANDED_DIGITS = 64;

    private static final JsonValue.Cases<Boolean> NAMED = new JsonValue.Cases<>() {
        @Override
        public Boolean object(JsonValue.Obj object) {
            return object.fields().entrySet().stream()
                    .anyMatch(field -> CardFields.includes(field.getKey()) || isNamedIn(field.getValue()));
        }

        @Override
        public Boolean array(JsonValue.Arr array) {
            return array.items().stream().anyMatch(CardData::isNamedIn);
        }

        @Override
        public Boolean text(String value) {
            return false;
        }

        @Override
        public Boolean number(String token) {
            return false;
        }

        @Override
        public Boolean bool(boolean value) {
            return false;
        }

        @Override
        public Boolean nothing() {
            return false;
        }
    };

    private static final JsonValue.Cases<Boolean> NUMBERED = new JsonValue.Cases<>() {
        @Override
        public Boolean object(JsonValue.Obj object) {
            return object.fields().entrySet().stream()
                    .anyMatch(field -> CardNumbers.areIn(field.getKey()) || isNumberIn(field.getValue()));
        }

        @Override
        public Boolean array(JsonValue.Arr array) {
            return array.items().stream().anyMatch(CardData::isNumberIn);
        }

        @Override
        public Boolean text(String value) {
            return CardNumbers.areIn(value);
        }

        @Override
        public Boolean number(String token) {
            return isInNumber(token);
        }

        @Override
        public Boolean bool(boolean value) {
            return false;
        }

        @Override
        public Boolean nothing() {
            return false;
        }
    };

    private CardData() {}

    /** Whether the document holds card data of any kind. */
    public static boolean isIn(JsonValue value) {
        return isNamedIn(value) || isNumberIn(value);
    }

    /** Whether a field anywhere in the document is named like card data, whatever it holds. */
    public static boolean isNamedIn(JsonValue value) {
        return value.match(NAMED);
    }

    /** Whether a card number stands anywhere in the document. */
    public static boolean isNumberIn(JsonValue value) {
        return value.match(NUMBERED);
    }

    /** As written and as meant: 411e13 has no card number in its token but is one. */
    private static boolean isInNumber(String token) {
        return CardNumbers.areIn(token) || CardNumbers.areIn(expanded(token));
    }

    private static String expanded(String token) {
        if (token.length() > MAX_EXPANDED_DIGITS || token.matches(".*[eE][+-]?[0-9]{3,}")) {
            return "";
        }
        return new BigDecimal(token).toPlainString();
    }
}

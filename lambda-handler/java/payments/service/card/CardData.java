package payments.service.card;

import java.math.BigDecimal;
import payments.service.json.JsonValue;

/** Finds card data anywhere in a JSON document: in names of fields, in names that are numbers, and in values. */
public final class CardData {
    /** A number with a longer token or a larger scale is no card number in any notation worth expanding. */
    private static final int MAX_EXPANDED_DIGITS = 64;

    private CardData() {}

    /** Whether the document holds card data of any kind. */
    public static boolean isIn(JsonValue value) {
        return isNamedIn(value) || isNumberIn(value);
    }

    /** Whether a field anywhere in the document is named like card data, whatever it holds. */
    public static boolean isNamedIn(JsonValue value) {
        if (value instanceof JsonValue.Obj object) {
            return object.fields().entrySet().stream()
                    .anyMatch(field -> CardFields.includes(field.getKey()) || isNamedIn(field.getValue()));
        }
        return value instanceof JsonValue.Arr array && array.items().stream().anyMatch(CardData::isNamedIn);
    }

    /** Whether a card number stands anywhere in the document. */
    public static boolean isNumberIn(JsonValue value) {
        if (value instanceof JsonValue.Obj object) {
            return object.fields().entrySet().stream()
                    .anyMatch(field -> CardNumbers.areIn(field.getKey()) || isNumberIn(field.getValue()));
        }
        if (value instanceof JsonValue.Arr array) {
            return array.items().stream().anyMatch(CardData::isNumberIn);
        }
        if (value instanceof JsonValue.Text text) {
            return CardNumbers.areIn(text.value());
        }
        return value instanceof JsonValue.Num number && isInNumber(number.token());
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

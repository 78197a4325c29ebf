package payments.service.store;

import java.util.HashMap;
import java.util.Map;
import payments.service.json.JsonValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An item as a stream record shows it: each value under the letter of its type. We use texts, numbers and booleans. */
public final class StreamImage {
    private StreamImage() {}

    /** The item; attributes of other types are left out. */
    public static Map<String, AttributeValue> item(JsonValue.Obj image) {
        Map<String, AttributeValue> item = new HashMap<>();
        image.fields().forEach((name, typed) -> {
            JsonValue.Obj value = typed.asObject();
            if (value != null) {
                put(item, name, value);
            }
        });
        return item;
    }

    private static void put(Map<String, AttributeValue> item, String name, JsonValue.Obj value) {
        String text = value.text("S");
        String number = value.text("N");
        Boolean flag = value.bool("BOOL");
        if (text != null) {
            item.put(name, AttributeValue.fromS(text));
        } else if (number != null) {
            item.put(name, AttributeValue.fromN(number));
        } else if (flag != null) {
            item.put(name, AttributeValue.fromBool(flag));
        }
    }
}

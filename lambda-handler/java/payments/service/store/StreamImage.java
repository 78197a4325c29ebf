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
            if (typed instanceof JsonValue.Obj value) {
                put(item, name, value);
            }
        });
        return item;
    }

    private static void put(Map<String, AttributeValue> item, String name, JsonValue.Obj value) {
        if (value.get("S") instanceof JsonValue.Text text) {
            item.put(name, AttributeValue.fromS(text.value()));
        } else if (value.get("N") instanceof JsonValue.Text number) {
            item.put(name, AttributeValue.fromN(number.value()));
        } else if (value.get("BOOL") instanceof JsonValue.Bool flag) {
            item.put(name, AttributeValue.fromBool(flag.value()));
        }
    }
}

package payments.service.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Reads AWS JSON 1.0 into the SDK's builders, by the description of its fields that each of them carries. What a builder
 * does not know is passed over, as the protocol wants.
 */
final class ReplyJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // A parser's error text must not quote a stored item.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private ReplyJson() {}

    /**
     * Reads an object into a builder.
     *
     * @throws IOException when the text is no JSON object of this form
     */
    static <B extends SdkPojo> B read(byte[] document, B builder) throws IOException {
        try (JsonParser json = FACTORY.createParser(document)) {
            require(json.nextToken(), JsonToken.START_OBJECT);
            fields(json, builder);
            return builder;
        }
    }

    /**
     * The texts at the top of an object.
     *
     * @throws IOException when the text is no JSON object
     */
    static Map<String, String> texts(byte[] document) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (JsonParser json = FACTORY.createParser(document)) {
            require(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return texts;
    }

    private static void fields(JsonParser json, SdkPojo builder) throws IOException {
        Map<String, SdkField<?>> known = builder.sdkFieldNameToField();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            SdkField<?> field = known.get(json.currentName());
            json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else {
                Object value = value(json, field);
                if (value != null) {
                    field.set(builder, value);
                }
            }
        }
        require(json.currentToken(), JsonToken.END_OBJECT);
    }

    private static @Nullable Object value(JsonParser json, SdkField<?> field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> json.getText();
            case BOOLEAN -> json.getBooleanValue();
            case INTEGER -> json.getIntValue();
            case LONG -> json.getLongValue();
            case DOUBLE -> json.getDoubleValue();
            case SDK_BYTES -> SdkBytes.fromByteArrayUnsafe(json.getBinaryValue());
            case SDK_POJO -> object(json, field);
            case LIST -> list(json, field.getTrait(ListTrait.class).memberFieldInfo());
            case MAP -> map(json, field.getTrait(MapTrait.class).valueFieldInfo());
            default ->
                throw new IOException("an answer has a value of type %s; teach the client to read it"
                        .formatted(field.marshallingType().getKnownType()));
        };
    }

    private static Object object(JsonParser json, SdkField<?> field) throws IOException {
        require(json.currentToken(), JsonToken.START_OBJECT);
        SdkPojo builder = field.constructor().get();
        fields(json, builder);
        return ((Buildable) builder).build();
    }

    private static List<@Nullable Object> list(JsonParser json, SdkField<?> member) throws IOException {
        require(json.currentToken(), JsonToken.START_ARRAY);
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(json, member));
        }
        return items;
    }

    private static Map<String, @Nullable Object> map(JsonParser json, SdkField<?> member) throws IOException {
        require(json.currentToken(), JsonToken.START_OBJECT);
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            entries.put(name, value(json, member));
        }
        return entries;
    }

    private static void require(@Nullable JsonToken found, JsonToken wanted) throws IOException {
        if (found != wanted) {
            throw new IOException("the answer has %s where %s must be".formatted(found, wanted));
        }
    }
}

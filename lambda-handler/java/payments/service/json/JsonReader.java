package payments.service.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON document. Refuses duplicate keys (two readers could see two amounts), anything after the
 * document, and nesting deeper than {@value #MAX_DEPTH}.
 *
 * <p>On jackson-core alone: binding to classes would add a third to the cold start for five fields.
 */
public final class JsonReader {
    /** The deepest nesting accepted; API Gateway's own events need about six. */
    public static final int MAX_DEPTH = 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // A parser's error text must not quote the document: it may hold card data.
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private JsonReader() {}

    /**
     * Reads from a stream until its end.
     *
     * @throws IOException when the stream fails
     * @throws InvalidJsonException when the content is not acceptable
     */
    public static JsonValue read(InputStream in) throws IOException, InvalidJsonException {
        try (JsonParser parser = FACTORY.createParser(in)) {
            return document(parser);
        } catch (JsonProcessingException | CharConversionException e) {
            // Without the cause: its message may quote the document.
            throw new InvalidJsonException();
        }
    }

    /**
     * Reads from memory. The bytes must be UTF-8 without a byte order mark (RFC 8259, section 8.1): the parser alone would
     * guess other encodings, and two readers that guess differently read two documents.
     */
    public static JsonValue read(byte[] document) throws InvalidJsonException {
        try (JsonParser parser = FACTORY.createParser(decoded(document))) {
            return document(parser);
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw new InvalidJsonException();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decoded(byte[] document) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(document))
                .toString();
    }

    private static JsonValue document(JsonParser parser) throws IOException, InvalidJsonException {
        JsonValue value = value(parser, parser.nextToken());
        if (parser.nextToken() != null) {
            throw new InvalidJsonException();
        }
        return value;
    }

    private static JsonValue value(JsonParser parser, @Nullable JsonToken token)
            throws IOException, InvalidJsonException {
        if (token == null) {
            throw new InvalidJsonException();
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new JsonValue.Text(wellFormed(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Num(parser.getText());
            case VALUE_TRUE -> new JsonValue.Bool(true);
            case VALUE_FALSE -> new JsonValue.Bool(false);
            case VALUE_NULL -> new JsonValue.Null();
            default -> throw new InvalidJsonException();
        };
    }

    /** An escape can name half of a surrogate pair, which is no character and cannot be written as UTF-8. */
    private static String wellFormed(String text) throws InvalidJsonException {
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new InvalidJsonException();
        }
        return text;
    }

    private static JsonValue object(JsonParser parser) throws IOException, InvalidJsonException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = wellFormed(parser.currentName());
            fields.put(name, value(parser, parser.nextToken()));
        }
        return new JsonValue.Obj(fields);
    }

    private static JsonValue array(JsonParser parser) throws IOException, InvalidJsonException {
        List<JsonValue> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(parser, token));
        }
        return new JsonValue.Arr(items);
    }
}

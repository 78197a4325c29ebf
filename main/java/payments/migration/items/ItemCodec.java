package payments.migration.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.migration.MultisetDigest;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as bytes that are equal where DynamoDB's items are: for digests, and keys of checkpoints as JSON. */
final class ItemCodec {
    private ItemCodec() {}

    /** The SHA-256 of an item, or of a key. */
    static byte[] digest(Map<String, AttributeValue> item) {
        return MultisetDigest.sha256(bytes(item));
    }

    /** Whether two items are the same: names, types and values, whatever the order of attributes and of sets. */
    static boolean same(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
        return Arrays.equals(bytes(one), bytes(other));
    }

    private static byte[] bytes(Map<String, AttributeValue> item) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            map(out, item);
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no errors of its own", e);
        }
        return bytes.toByteArray();
    }

    private static void map(DataOutputStream out, Map<String, AttributeValue> values) throws IOException {
        out.writeInt(values.size());
        for (Map.Entry<String, AttributeValue> value : new TreeMap<>(values).entrySet()) {
            text(out, value.getKey());
            value(out, value.getValue());
        }
    }

    private static void value(DataOutputStream out, AttributeValue value) throws IOException {
        text(out, value.type().name());
        switch (value.type()) {
            case S -> text(out, value.s());
            case N -> text(out, number(value.n()));
            case B -> bytes(out, value.b());
            case BOOL -> out.writeBoolean(value.bool());
            case NUL -> {
                // There is one null.
            }
            case SS -> texts(out, value.ss());
            case NS -> texts(out, value.ns().stream().map(ItemCodec::number).toList());
            case BS ->
                texts(
                        out,
                        value.bs().stream()
                                .map(part -> Base64.getEncoder().encodeToString(part.asByteArray()))
                                .toList());
            case L -> {
                out.writeInt(value.l().size());
                for (AttributeValue part : value.l()) {
                    value(out, part);
                }
            }
            case M -> map(out, value.m());
            default -> throw new IllegalStateException("a type of attribute that this program does not know");
        }
    }

    /** Numbers have no form of their own: 1.50 and 1.5 are one number, and an engine may write either. */
    private static String number(String written) {
        BigDecimal number = new BigDecimal(written);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }

    private static void texts(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts.stream().sorted().toList()) {
            text(out, text);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        bytes(out, SdkBytes.fromUtf8String(text));
    }

    private static void bytes(DataOutputStream out, SdkBytes bytes) throws IOException {
        byte[] all = bytes.asByteArrayUnsafe();
        out.writeInt(all.length);
        out.write(all);
    }

    /** A key in DynamoDB's own JSON. */
    static ObjectNode json(Map<String, AttributeValue> key) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        key.forEach((name, value) -> json.putObject(name).put(value.type().name(), scalar(value)));
        return json;
    }

    /** Reads such a key back. */
    static Map<String, AttributeValue> key(JsonNode json) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        json.properties().forEach(attribute -> attribute
                .getValue()
                .properties()
                .forEach(value -> key.put(
                        attribute.getKey(),
                        scalar(value.getKey(), value.getValue().asText()))));
        return key;
    }

    /** The value of a part of a key: a text, a number, or bytes in base 64. */
    static String scalar(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case B -> Base64.getEncoder().encodeToString(value.b().asByteArray());
            default -> throw new IllegalStateException("no type of a key: " + value.type());
        };
    }

    private static AttributeValue scalar(String type, String text) {
        return switch (type) {
            case "S" -> AttributeValue.fromS(text);
            case "N" -> AttributeValue.fromN(text);
            case "B" ->
                AttributeValue.fromB(
                        SdkBytes.fromByteArray(Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII))));
            default -> throw new IllegalArgumentException("no type of a key: " + type);
        };
    }
}

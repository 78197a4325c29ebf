package payments.infrastructure.config.constraint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filter policy of SNS over the body of a message. Sources: SNS developer guide, "Filter policy constraints in Amazon SNS"
 * and "String value matching", "Numeric value matching", "Key matching", "AND/OR logic".
 */
final class FilterPolicy {
    private static final int MOST_KEYS = 5;
    private static final int MOST_COMBINATIONS = 150;
    private static final int MOST_BYTES = 256 * 1024;
    private static final double LARGEST_NUMBER = 1e9;
    private static final String OR = "$or";
    private static final Set<String> OPERATORS =
            Set.of("prefix", "suffix", "anything-but", "numeric", "exists", "equals-ignore-case", "cidr", "wildcard");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private int keys;
    private long combinations = 1;

    private FilterPolicy() {}

    /** Why SNS refuses the text as a filter policy; null where it does not. */
    static @Nullable String violation(String text) {
        JsonNode policy;
        try {
            policy = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return "a filter policy is JSON, and this is none: %s"
                    .formatted(e.getOriginalMessage().replaceFirst("(?s) ?\\(start marker at .*$", ""));
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            return "SNS refuses filter policies of more than 256 KB";
        }
        FilterPolicy counted = new FilterPolicy();
        String violation = counted.object(policy, 1);
        if (violation != null) {
            return violation;
        }
        if (counted.keys > MOST_KEYS) {
            return "SNS refuses filter policies of more than %d keys, and this has %d"
                    .formatted(MOST_KEYS, counted.keys);
        }
        return counted.combinations > MOST_COMBINATIONS
                ? "SNS refuses filter policies of more than %d combinations of values, and this has %d"
                        .formatted(MOST_COMBINATIONS, counted.combinations)
                : null;
    }

    /** Each value counts once for each level that its key is deep. */
    private @Nullable String object(JsonNode policy, int depth) {
        if (!policy.isObject() || policy.isEmpty()) {
            return "a filter policy is a JSON object that names keys, and so is each object in it";
        }
        for (Map.Entry<String, JsonNode> entry : policy.properties()) {
            String violation = entry.getKey().equals(OR)
                    ? alternatives(entry.getValue(), depth)
                    : entry.getValue().isObject()
                            ? object(entry.getValue(), depth + 1)
                            : values(entry.getKey(), entry.getValue(), depth);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private @Nullable String alternatives(JsonNode list, int depth) {
        if (!list.isArray() || list.size() < 2) {
            return "$or takes a list of at least two filter policies";
        }
        for (JsonNode alternative : list) {
            String violation = object(alternative, depth);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private @Nullable String values(String key, JsonNode values, int depth) {
        if (!values.isArray() || values.isEmpty()) {
            return "SNS compares the key '%s' with a list of values; write {\"%s\": [\"...\"]}".formatted(key, key);
        }
        keys++;
        combinations *= (long) values.size() * depth;
        for (JsonNode value : values) {
            String violation = value(key, value);
            if (violation != null) {
                return violation;
            }
        }
        return null;
    }

    private static @Nullable String value(String key, JsonNode value) {
        if (value.isArray()) {
            return "the key '%s' has a list within its list of values".formatted(key);
        }
        if (value.isNumber() && Math.abs(value.asDouble()) > LARGEST_NUMBER) {
            return "SNS compares numbers from -10^9 to 10^9, and the key '%s' has %s".formatted(key, value.asText());
        }
        return value.isObject() ? condition(key, value) : null;
    }

    private static @Nullable String condition(String key, JsonNode condition) {
        if (condition.size() != 1) {
            return "the key '%s' has a condition of %d operators; each object holds one"
                    .formatted(key, condition.size());
        }
        Map.Entry<String, JsonNode> one = condition.properties().iterator().next();
        String operator = one.getKey();
        JsonNode operand = one.getValue();
        if (!OPERATORS.contains(operator)) {
            return "SNS has no operator '%s' (key '%s'); it has %s"
                    .formatted(
                            operator,
                            key,
                            String.join(", ", OPERATORS.stream().sorted().toList()));
        }
        boolean sound =
                switch (operator) {
                    case "exists" -> operand.isBoolean();
                    case "numeric" -> isNumeric(operand);
                    case "anything-but" -> operand.isTextual() || operand.isNumber() || !operand.isEmpty();
                    default -> operand.isTextual();
                };
        return sound ? null : "the operator '%s' of the key '%s' cannot take %s".formatted(operator, key, operand);
    }

    /** One comparison such as {@code [">", 0]}, or two that bound a range. */
    private static boolean isNumeric(JsonNode operand) {
        if (!operand.isArray() || (operand.size() != 2 && operand.size() != 4)) {
            return false;
        }
        for (int i = 0; i < operand.size(); i += 2) {
            if (!Set.of("=", "<", "<=", ">", ">=").contains(operand.get(i).asText())
                    || !operand.get(i + 1).isNumber()) {
                return false;
            }
        }
        return true;
    }
}

package payments.infrastructure.guardrail.model.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;

/** Texts of a plan as Terraform JSON has them: what is known is no expression, whatever stands in it. */
final class Texts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Texts() {}

    /** A value that is known. */
    static JsonNode literal(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue();
        return text.contains("${") || text.contains("%{")
                ? TextNode.valueOf(text.replace("${", "$${").replace("%{", "%%{"))
                : value;
    }

    /**
     * A value that only Terraform or AWS will know. It is a call of a function that does not exist, so that it can mean nothing,
     * and yet shows what it is computed from. Two of them are never equal.
     *
     * @param place the address and the attribute
     * @param references what it is computed from
     */
    static TextNode unknown(String place, List<String> references) {
        StringBuilder text = new StringBuilder("${unknown(").append(TextNode.valueOf(place));
        references.forEach(reference -> text.append(", ").append(reference));
        return TextNode.valueOf(text.append(")}").toString());
    }

    static JsonNode expression(String expression) {
        return TextNode.valueOf("${" + expression + "}");
    }

    /** The JSON object or list in a text; missing when it holds none. */
    static JsonNode document(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}

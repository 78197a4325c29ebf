package payments.infrastructure.guardrail.rules.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;

/**
 * What is a secret, by its name.
 */
final class SensitiveParameter {
    private static final Pattern SENSITIVE = Pattern.compile(
            "(?i).*(passwo?r?d|secret|token|credential|private_?-?key|api_?-?key|access_?-?key|passphrase).*");

    private static final JsonMapper JSON = new JsonMapper();

    private SensitiveParameter() {}

    /** Whether a parameter is one, by its type or its name. */
    static boolean is(Resource parameter) {
        return parameter.attribute("type").is("SecureString")
                || named(parameter.attribute("name").text());
    }

    /** Whether a name is that of a secret. */
    static boolean named(String name) {
        return SENSITIVE.matcher(name).matches();
    }

    /** Whether a JSON object, some of whose values are known only later, holds a secret that is known now. */
    static boolean literalIn(String text) {
        try {
            return JSON.readTree(text).properties().stream()
                    .anyMatch(entry -> named(entry.getKey())
                            && entry.getValue().isTextual()
                            && !entry.getValue().textValue().contains("${"));
        } catch (JsonProcessingException e) {
            // No JSON: a text of which a part is known only later is no literal.
            return false;
        }
    }
}

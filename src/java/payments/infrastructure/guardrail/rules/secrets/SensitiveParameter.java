package payments.infrastructure.guardrail.rules.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.secret.SecretName;

/**
 * What is a secret, by its name.
 */
final class SensitiveParameter {
    private static final JsonMapper JSON = new JsonMapper();

    private SensitiveParameter() {}

    /** Whether a parameter is one, by its type or its name. */
    static boolean is(Resource parameter) {
        return parameter.attribute("type").is("SecureString")
                || SecretName.is(parameter.attribute("name").text());
    }

    /** Whether a JSON object, some of whose values are known only later, holds a secret that is known now. */
    static boolean literalIn(String text) {
        try {
            return JSON.readTree(text).properties().stream()
                    .anyMatch(entry -> SecretName.is(entry.getKey())
                            && entry.getValue().isTextual()
                            && !entry.getValue().textValue().contains("${"));
        } catch (JsonProcessingException e) {
            // No JSON: a text of which a part is known only later is no literal.
            return false;
        }
    }
}

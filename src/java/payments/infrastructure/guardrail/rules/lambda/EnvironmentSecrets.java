package payments.infrastructure.guardrail.rules.lambda;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.secret.CardNumbers;
import payments.infrastructure.guardrail.secret.SecretName;
import payments.infrastructure.guardrail.secret.Secrets;

/** What looks like a secret in an environment variable. */
final class EnvironmentSecrets {
    private static final Set<String> SECRET_ATTRIBUTES = Set.of(
            "password",
            "master_password",
            "master_user_password",
            "secret_string",
            "secret_binary",
            "secret",
            "result",
            "auth_token",
            "private_key",
            "private_key_pem",
            "ses_smtp_password_v4");

    /** An address without a password, also as JSON: it says where something is, whatever the variable is called. */
    private static final Pattern ADDRESS = Pattern.compile("\"?https?://[^@?\\s\"]*\"?");

    private EnvironmentSecrets() {}

    /** Why a variable looks like a secret, without showing it; empty when it does not. */
    static String reason(String name, Value value) {
        boolean fromSecret = value.target()
                .filter(target -> SECRET_ATTRIBUTES.contains(value.targetAttribute()))
                .filter(target -> !value.targetAttribute().equals("result")
                        || target.type().startsWith("random_"))
                .isPresent();
        if (fromSecret || mentionsSecret(value.text())) {
            return "it comes from an attribute that is a secret";
        }
        if (isNamed(name, value)) {
            return "its name says that it is a secret";
        }
        Optional<String> form = Secrets.in(value.text());
        if (form.isPresent()) {
            return "its value looks like " + form.get();
        }
        return CardNumbers.in(value.text()) ? "its value looks like a card number" : "";
    }

    private static boolean mentionsSecret(String text) {
        return Pattern.compile("(random_password\\.[\\w-]+\\.result|\\.(master_)?password}|\\.secret_string\\b)")
                .matcher(text)
                .find();
    }

    /** A value that Terraform alone knows is a secret as its name says, unless it is the name or ARN of one. */
    private static boolean isNamed(String name, Value value) {
        return value.isKnown() ? Secrets.isNamed(name, value.text()) : SecretName.is(name) && !isName(value);
    }

    /** Whether the value only says where the secret is. */
    private static boolean isName(Value value) {
        return value.text().isEmpty()
                || value.text().startsWith("arn:")
                || ADDRESS.matcher(value.text()).matches()
                || value.target()
                        .filter(target -> Set.of("arn", "id", "name").contains(value.targetAttribute()))
                        .isPresent();
    }
}

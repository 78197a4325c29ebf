package payments.infrastructure.guardrail.rules.lambda;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Value;

/** What looks like a secret in an environment variable. */
final class Secrets {
    private static final Pattern SECRET_WORD = Pattern.compile(
            "(^|_)(password|passwd|pwd|passphrase|secret|secrets|token|credential|credentials|(api|access|private|secret|signing|encryption|auth)_?key)(_|$)");

    /** A name that ends so is about the secret, and is not one. */
    private static final Pattern ABOUT = Pattern.compile(
            "_(arn|id|name|path|ttl|seconds|minutes|hours|days|alias|region|parameter|header|version|length|enabled|attribute|table|endpoint|url|uri|index|required|algorithm|type)$");

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

    private static final Pattern SECRET_TEXT = Pattern.compile(
            "(AKIA|ASIA)[A-Z0-9]{16}|-----BEGIN [A-Z ]*PRIVATE KEY|(?i:(password|pwd|secret)\\s*=\\s*[^\\s&;$]+)|://[^/\\s:@]+:[^/\\s@$]+@");

    private static final Pattern CARD = Pattern.compile("(?<![0-9])[2-6][0-9](?:[ -]?[0-9]){11,17}(?![0-9])");

    private Secrets() {}

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
        if (isSecretName(name) && !isName(value)) {
            return "its name says that it is a secret";
        }
        if (SECRET_TEXT.matcher(value.text()).find()) {
            return "its value looks like a key or a password";
        }
        return hasCard(value.text()) ? "its value looks like a card number" : "";
    }

    private static boolean mentionsSecret(String text) {
        return Pattern.compile("(random_password\\.[\\w-]+\\.result|\\.(master_)?password}|\\.secret_string\\b)")
                .matcher(text)
                .find();
    }

    private static boolean isSecretName(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        return SECRET_WORD.matcher(words).find() && !ABOUT.matcher(words).find();
    }

    /** Whether the value only says where the secret is. */
    private static boolean isName(Value value) {
        return value.text().isEmpty()
                || value.text().startsWith("arn:")
                || value.target()
                        .filter(target -> Set.of("arn", "id", "name").contains(value.targetAttribute()))
                        .isPresent();
    }

    private static boolean hasCard(String text) {
        Matcher card = CARD.matcher(text);
        while (card.find()) {
            if (isLuhn(card.group().replaceAll("[ -]", ""))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isLuhn(String digits) {
        int sum = 0;
        for (int at = 0; at < digits.length(); at++) {
            int digit = digits.charAt(digits.length() - 1 - at) - '0';
            int doubled = at % 2 == 0 ? digit : digit * 2;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}

package payments.infrastructure.guardrail.secret;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether what has a name is a secret, by the word that the name ends with: a {@code DB_PASSWORD} is one, a
 * {@code PASSWORD_MIN_LENGTH} is a length, and {@code SECRETS_EXTENSION_HTTP_PORT} is a port. Words after that say which one it is
 * ({@code password_old}), or how it is written ({@code token_base64}).
 */
public final class SecretName {
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern SEPARATOR = Pattern.compile("[^A-Za-z0-9]+");

    private static final Set<String> SECRETS = Set.of(
            "password",
            "passwd",
            "pass",
            "pwd",
            "passphrase",
            "passcode",
            "secret",
            "token",
            "credential",
            "credentials",
            "apikey",
            "accesskey",
            "secretkey",
            "privatekey",
            "authtoken",
            "accesstoken",
            "clientsecret");

    private static final Set<String> OPENS = Set.of(
            "api",
            "access",
            "private",
            "secret",
            "signing",
            "encryption",
            "auth",
            "shared",
            "account",
            "hmac",
            "jwt",
            "aes",
            "cipher",
            "master",
            "webhook",
            "cookie");

    private static final Set<String> WHICH = Set.of(
            "value",
            "text",
            "plain",
            "plaintext",
            "string",
            "binary",
            "base64",
            "b64",
            "pem",
            "wo",
            "old",
            "new",
            "current",
            "previous",
            "primary",
            "secondary",
            "default",
            "live",
            "prod",
            "production",
            "staging",
            "dev",
            "test",
            "main",
            "v1",
            "v2");

    private static final Set<String> PASSWORDS = Set.of("password", "passwd", "pass", "pwd", "passphrase", "passcode");

    /** What every such name has somewhere, in small letters: most names have none of it and need not be taken apart. */
    private static final List<String> HINTS = List.of("pass", "pwd", "secret", "token", "credential", "key");

    private SecretName() {}

    /** Whether it is a secret that has the name. */
    public static boolean is(String name) {
        List<String> words = words(name);
        if (words.isEmpty()) {
            return false;
        }
        String last = words.get(words.size() - 1);
        return SECRETS.contains(last)
                || isPasswordOf(last)
                || (last.equals("key") && words.size() > 1 && OPENS.contains(words.get(words.size() - 2)));
    }

    /** Whether a secret is a part of the name: what has it may be the secret, or say something about it. */
    static boolean mentions(String name) {
        List<String> words = words(name);
        for (int at = 0; at < words.size(); at++) {
            if (SECRETS.contains(words.get(at))
                    || (at > 0 && words.get(at).equals("key") && OPENS.contains(words.get(at - 1)))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a password, which any words may be; of other secrets the value shows whether it is one or only names one. */
    static boolean isPassword(String name) {
        List<String> words = words(name);
        return !words.isEmpty()
                && (PASSWORDS.contains(words.get(words.size() - 1)) || isPasswordOf(words.get(words.size() - 1)));
    }

    /** A word that a program wrote together, such as {@code PGPASSWORD}. */
    private static boolean isPasswordOf(String word) {
        return word.endsWith("password") || word.endsWith("passwd") || word.endsWith("passwort");
    }

    /**
     * The words of a name in small letters, without those at the end that say which one it is; none where no word can make it a
     * secret.
     */
    private static List<String> words(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        if (HINTS.stream().noneMatch(small::contains)) {
            return List.of();
        }
        List<String> words = SEPARATOR
                .splitAsStream(CAMEL.matcher(name).replaceAll("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
        int end = words.size();
        while (end > 1
                && (WHICH.contains(words.get(end - 1)) || words.get(end - 1).matches("[0-9]+"))) {
            end--;
        }
        return words.subList(0, end);
    }
}

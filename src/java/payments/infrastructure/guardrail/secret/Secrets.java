package payments.infrastructure.guardrail.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds secrets in texts, and says what they are without showing them. */
public final class Secrets {
    private static final int LONGEST = 200_000;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{16,}={0,2}");

    /** {@code -----BEGIN} as base64 has it. */
    private static final String ENCODED_PEM = "LS0tLS1CRUdJTi";

    /** What stands for a value that comes from elsewhere. */
    private static final Pattern PLACE = Pattern.compile(
            "|\\$.*|\\{\\{.*}}|<[^>]*>|%[a-z(].*|\\*+|[xX.]{3,}|(?i:true|false|null|none|changeme|-?[0-9.]{1,6})",
            Pattern.DOTALL);

    /** Where a secret is, and not the secret. */
    private static final Pattern ADDRESS = Pattern.compile(
            "arn:.*|alias/.*|/[\\w./+=@-]*|[a-z][a-z0-9+.-]*://.*|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32}"
                    + "|-----BEGIN (?:PUBLIC KEY|CERTIFICATE).*|ssh-(?:rsa|ed25519) .*",
            Pattern.DOTALL);

    /** A name that is made of words: {@code payments/prod/database}. */
    private static final Pattern WORDS =
            Pattern.compile("[A-Za-z]{1,15}[0-9]{0,2}(?:[-_./: ][A-Za-z]{0,15}[0-9]{0,3})+");

    /** What nobody would write as a word: small and large letters and digits without a separator. */
    private static final Pattern MADE =
            Pattern.compile("(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])(?=(?:[^0-9]*[0-9]){2})[^\\s/:._-]{16,}");

    /** Name and value of a member of JSON, also where the quotes are escaped. */
    private static final Pattern MEMBER =
            Pattern.compile("\\\\?\"([A-Za-z][\\w.-]{0,60})\\\\?\"\\s*:\\s*\\\\?\"([^\"\\\\]{4,200})\\\\?\"");

    /** Name and value of a property that a command line sets. */
    private static final Pattern PROPERTY = Pattern.compile("-D(?:[\\w-]+\\.)*([A-Za-z]\\w{0,60})=([^\\s\"']{4,200})");

    private Secrets() {}

    /** What secret stands in a text, in a few words; empty where there is none. */
    public static Optional<String> in(String text) {
        if (text.length() < 8 || text.length() > LONGEST) {
            return Optional.empty();
        }
        for (SecretForm form : SecretForm.values()) {
            if (form.isIn(text)) {
                return Optional.of(form.what());
            }
        }
        return member(text).or(() -> encoded(text));
    }

    /** A secret that a text in the text has by its name: a member of JSON, or a property of a command line. */
    private static Optional<String> member(String text) {
        for (Pattern form : List.of(MEMBER, PROPERTY)) {
            Matcher member = form.matcher(text);
            while (member.find()) {
                if (isNamed(member.group(1), member.group(2))) {
                    return Optional.of("a secret under its name");
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a text is a secret because it stands under the name of one, and not only says where the secret is. */
    public static boolean isNamed(String name, String text) {
        String value = text.strip();
        if (value.contains("${") || PLACE.matcher(value).matches()) {
            return false;
        }
        if (!SecretName.is(name)) {
            return SecretName.mentions(name) && MADE.matcher(value).matches();
        }
        return SecretName.isPassword(name)
                ? !value.startsWith("arn:")
                : !ADDRESS.matcher(value).matches() && !WORDS.matcher(value).matches();
    }

    /** A secret that was written in base64, by itself or as a PEM within another text. */
    private static Optional<String> encoded(String text) {
        int pem = text.indexOf(ENCODED_PEM);
        Matcher encoded = BASE64.matcher(text);
        if (pem >= 0 ? !encoded.find(pem) : !encoded.matches()) {
            return Optional.empty();
        }
        String whole = encoded.group().replace("=", "");
        try {
            // What is left over of a group of four is a character at least of two signs.
            int end = whole.length() % 4 == 1 ? whole.length() - 1 : whole.length();
            byte[] decoded = Base64.getDecoder().decode(whole.substring(0, end));
            String inner = new String(decoded, StandardCharsets.UTF_8);
            boolean readable =
                    inner.chars().allMatch(c -> (c >= ' ' && c < 127) || c == '\n' || c == '\r' || c == '\t');
            return readable && !inner.equals(text) ? in(inner) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

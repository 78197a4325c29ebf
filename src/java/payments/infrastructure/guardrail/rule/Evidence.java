package payments.infrastructure.guardrail.rule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.secret.Secrets;

/**
 * Values made fit for reports: never a secret or a card number, and short where nothing is wrong. What a finding found is stored
 * whole; the text for people cuts it, and says its length.
 */
final class Evidence {
    private static final int LONGEST = 160;
    private static final String ABSENT = "(absent)";
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i)(password|passwd|pwd|secret|token|access_?key|private_?key|api_?key|credential|value)[^.]*$");
    private static final Pattern LONG_NUMBER = Pattern.compile("(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])");

    private Evidence() {}

    static String of(String attribute, Value value) {
        return value.isAbsent() ? ABSENT : text(attribute, value.text());
    }

    static String text(String attribute, String value) {
        String masked = whole(attribute, value);
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST) + "...";
    }

    static String whole(String attribute, Value value) {
        return value.isAbsent() ? ABSENT : whole(attribute, value.text());
    }

    static String whole(String attribute, String value) {
        boolean plain = value.equals("true") || value.equals("false") || value.startsWith(ABSENT);
        if (!plain
                && (SECRET_NAME.matcher(attribute).find() || Secrets.in(value).isPresent())) {
            return hidden(value);
        }
        return LONG_NUMBER.matcher(value.strip()).replaceAll("(long number)");
    }

    /** What stands for a value that is not shown. */
    static String hidden(String value) {
        return "(not shown, SHA-256 " + hash(value) + ")";
    }

    /** Enough of a hash to see whether two values are equal, too little to find the value. */
    private static String hash(String value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

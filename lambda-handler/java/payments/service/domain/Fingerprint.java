package payments.service.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over the content of a payment. Taken from the parsed content, not from the body: 12.3 and "12.30"
 * are the same payment, and white space is not a difference.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Fingerprint(String hex) {

    /** Checks the form. */
    public Fingerprint {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "fingerprint has %d characters; it must be 64 lower-case hex digits".formatted(hex.length()));
        }
    }

    /** The fingerprint of the content. The leading 1 is the version of this recipe. */
    public static Fingerprint of(Money money) {
        String content =
                "1|%d|%s".formatted(money.minorUnits(), money.currency().code());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256, which every runtime must have", e);
        }
    }
}

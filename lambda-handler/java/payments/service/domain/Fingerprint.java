package payments.service.domain;

import java.util.Optional;

/**
 * SHA-256 over the content of a payment. Taken from the parsed content, not from the body: 12.3 and "12.30"
 * are the same payment, and neither white space, the order of fields nor the spelling of a character is a difference.
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

    /**
     * The fingerprint of the content. The leading 2 is the version of this recipe; lengths stand before texts, so that
     * no two contents read the same.
     *
     * @param requestedId the id that the client gave the payment, if it did
     */
    public static Fingerprint of(Optional<PaymentId> requestedId, Money money, PaymentDetails details) {
        StringBuilder content = new StringBuilder("2|")
                .append(money.minorUnits())
                .append('|')
                .append(money.currency().code())
                .append('|')
                .append(requestedId.map(PaymentId::value).orElse(""));
        details.values().forEach((detail, text) -> {
            String comparable = PaymentDetails.comparable(text);
            content.append('|').append(detail.field()).append(':');
            content.append(comparable.length()).append(':').append(comparable);
        });
        return new Fingerprint(Digests.sha256(content.toString()));
    }
}

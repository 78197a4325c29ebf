package payments.service.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import payments.service.domain.RejectedException;
import payments.service.domain.Rejection;

/**
 * A request's body as the event carries it. Decoded only when a route needs it.
 *
 * @param text the text, or base64 of the bytes
 * @param isBase64 which of the two
 */
public record Body(String text, boolean isBase64) {
    /**
     * The largest body accepted, in bytes (16 KiB); a payment needs a few hundred. A firewall before an API refuses
     * bodies above 8 KiB; this is for entries without one.
     */
    public static final int MAX_BYTES = 16 * 1024;

    /** No body. */
    public static final Body NONE = new Body("", false);

    /**
     * The bytes.
     *
     * @throws RejectedException when it is marked as base64 and is not
     * @throws TooLargeException above {@link #MAX_BYTES}; checked before decoding, so that a large body costs
     *     no memory
     */
    public byte[] bytes() {
        int longestText = isBase64 ? (MAX_BYTES + 2) / 3 * 4 : MAX_BYTES;
        if (text.length() > longestText) {
            throw new TooLargeException();
        }
        byte[] bytes = isBase64 ? decoded() : encoded();
        if (bytes.length > MAX_BYTES) {
            throw new TooLargeException();
        }
        return bytes;
    }

    /** Half of a surrogate pair is no character; replacing it would change what was sent. */
    private byte[] encoded() {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] encoded = new byte[bytes.remaining()];
            bytes.get(encoded);
            return encoded;
        } catch (CharacterCodingException e) {
            throw new RejectedException(Rejection.INVALID_JSON);
        }
    }

    private byte[] decoded() {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Without the cause: its message quotes a character of the body.
            throw new RejectedException(Rejection.INVALID_ENCODING);
        }
    }

    /** The body is larger than {@link #MAX_BYTES}. */
    public static final class TooLargeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super("the body is larger than %d bytes; send less".formatted(MAX_BYTES));
        }
    }
}

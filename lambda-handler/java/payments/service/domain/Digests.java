package payments.service.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Names made of content: the same content always gives the same name. */
public final class Digests {
    /** Our own name space for version 5 UUIDs. It is part of every derived id: never change it. */
    private static final UUID NAMESPACE = UUID.fromString("6f1c0d2e-8a35-5b7f-9c4e-2d1a7b8e90f3");

    private Digests() {}

    /** SHA-256 of the text in UTF-8, as 64 lower-case hexadecimal digits. */
    public static String sha256(String content) {
        return HexFormat.of().formatHex(digest("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    /** The UUID of a name by RFC 9562, section 5.5. */
    public static UUID uuidOf(String name) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(
                    "this Java runtime has no %s, which every runtime must have".formatted(algorithm), e);
        }
    }
}

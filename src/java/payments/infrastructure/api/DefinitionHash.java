package payments.infrastructure.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A fingerprint of an API's definition. API Gateway serves the snapshot of the last deployment, so a change that makes no
 * new deployment stays invisible. Hashing what we define, and not the ids that AWS gives, sees every edit and stays the
 * same from plan to plan.
 */
final class DefinitionHash {
    /** Raise it when {@link PaymentsApi} renders the same definition in another way. */
    private static final int RENDERING = 3;

    private DefinitionHash() {}

    static String of(ApiDefinition definition) {
        String text = "rendering %d\n%s".formatted(RENDERING, definition);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

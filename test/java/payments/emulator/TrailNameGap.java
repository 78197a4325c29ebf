package payments.emulator;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * CloudTrail takes a trail by its name or its ARN; the emulator starts, stops and deletes one by its name only (moto 5.2.1
 * fails on the ARN that the provider gives). So the ARN becomes the name on the way.
 */
final class TrailNameGap {
    private static final Pattern ARN =
            Pattern.compile("(\"(?:Trail)?Name\"\\s*:\\s*\")arn:aws:cloudtrail:[a-z0-9-]+:[0-9]{12}:trail/");

    private TrailNameGap() {}

    /**
     * The body as the emulator understands it.
     *
     * @param target the request's header {@code X-Amz-Target}; null where it has none
     */
    static byte[] bridge(@Nullable String target, byte[] body) {
        if (target == null || !target.contains("CloudTrail_")) {
            return body;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return ARN.matcher(text).replaceAll("$1").getBytes(StandardCharsets.UTF_8);
    }
}

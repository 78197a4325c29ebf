package payments.service.dynamodb;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Signs requests by Signature Version 4 (IAM user guide, "Create a signed AWS API request"). Only for a POST to the root
 * without a query, which is all that DynamoDB has. Safe for concurrent callers.
 */
final class Signature {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String SERVICE = "dynamodb";
    private static final String TERMINATOR = "aws4_request";
    private static final int DATE_LENGTH = 8;
    private static final DateTimeFormatter BASIC_UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A key is good for one day and one secret; to derive it takes four of the five HMACs of a signature. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record DayKey(String secret, String day, byte[] key) {}

    private final String host;
    private final String region;
    private volatile @Nullable DayKey lastKey;

    /**
     * Signs for one endpoint.
     *
     * @param host the value of the header Host: the name, and the port unless it is the scheme's own
     */
    Signature(String host, String region) {
        this.host = host;
        this.region = region;
    }

    /** The headers with those that sign them; Host is signed and not among them, since the transport sends it. */
    Map<String, String> sign(Map<String, String> headers, byte[] body, AwsCredentials credentials, Instant now) {
        String time = BASIC_UTC.format(now);
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        signed.put("host", host);
        String content = hex(sha256(body));
        signed.put("x-amz-content-sha256", content);
        signed.put("x-amz-date", time);
        if (credentials instanceof AwsSessionCredentials session) {
            signed.put("x-amz-security-token", session.sessionToken());
        }
        StringBuilder canonical = new StringBuilder(1024).append("POST\n/\n\n");
        signed.forEach((name, value) ->
                canonical.append(name).append(':').append(value).append('\n'));
        String names = String.join(";", signed.keySet());
        canonical.append('\n').append(names).append('\n').append(content);
        String day = time.substring(0, DATE_LENGTH);
        String scope = day + "/" + region + "/" + SERVICE + "/" + TERMINATOR;
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + hex(sha256(bytes(canonical.toString())));
        byte[] signature = hmac(key(credentials.secretAccessKey(), day), toSign);
        signed.remove("host");
        signed.put(
                "authorization",
                ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope + ", SignedHeaders=" + names
                        + ", Signature=" + hex(signature));
        return signed;
    }

    private byte[] key(String secret, String day) {
        DayKey last = lastKey;
        if (last != null && last.day().equals(day) && last.secret().equals(secret)) {
            return last.key();
        }
        byte[] key = hmac(hmac(hmac(hmac(bytes("AWS4" + secret), day), region), SERVICE), TERMINATOR);
        lastKey = new DayKey(secret, day, key);
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HmacSHA256, which every runtime must have", e);
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256, which every runtime must have", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

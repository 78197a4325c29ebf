package payments.service.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** Every signature is the one that the SDK's signer makes. */
@Requirement("A10")
class SignatureTest {
    private static final Instant NOON = Instant.parse("2026-02-28T12:00:59Z");
    private static final String HOST = "dynamodb.eu-west-1.amazonaws.com";
    private final Signature signature = new Signature(HOST, "eu-west-1");

    @Test
    void itIsTheSdksForEveryKindOfCredentialsBodyAndDay() {
        List<AwsCredentials> all = List.of(
                AwsBasicCredentials.create("id", "key"),
                AwsBasicCredentials.create("id", "another"),
                AwsSessionCredentials.create("id", "key", "token/+="));
        for (AwsCredentials credentials : all) {
            for (String body : List.of("", "{}", "{\"a\":\"Größe\"}")) {
                for (Instant time : List.of(NOON, NOON.plus(Duration.ofHours(12)), NOON.plusSeconds(1))) {
                    assertThat(ours(body, credentials, time)).isEqualTo(theirs(body, credentials, time));
                }
            }
        }
    }

    private String ours(String body, AwsCredentials credentials, Instant time) {
        Map<String, String> signed = new TreeMap<>(signature.sign(
                Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "DynamoDB_20120810.GetItem"),
                body.getBytes(StandardCharsets.UTF_8),
                credentials,
                time));
        assertThat(signed).doesNotContainKey("host");
        return signed.get("x-amz-date") + " " + signed.get("authorization");
    }

    private static String theirs(String body, AwsCredentials credentials, Instant time) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.POST)
                .protocol("https")
                .host(HOST)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("X-Amz-Target", "DynamoDB_20120810.GetItem")
                .build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials)
                        .request(request)
                        .payload(() -> new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(time, ZoneOffset.UTC)))
                .request();
        return signed.firstMatchingHeader("X-Amz-Date").orElseThrow() + " "
                + signed.firstMatchingHeader("Authorization").orElseThrow();
    }
}

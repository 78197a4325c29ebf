package payments.service.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/** The token that we sign is the one that the SDK's own utility makes, but for the order of its parameters. */
class IamCredentialsTest {
    private static final DatabaseSettings SETTINGS = new DatabaseSettings(
            "payments.abc.eu-west-1.rds.amazonaws.com",
            5432,
            "payments",
            "payments_app",
            "eu-west-1",
            Optional.empty(),
            Optional.empty());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theTokenIsTheOneOfTheSdk(boolean temporary) {
        AwsCredentials credentials = temporary
                ? AwsSessionCredentials.create("AKIDEXAMPLE", "not-a-key", "session/+= token")
                : AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-key");
        StaticCredentialsProvider provider = StaticCredentialsProvider.create(credentials);

        String expected = tokenOfTheSdk(provider);
        // The utility takes no clock: ours is set to the second that it signed.
        Clock clock = Clock.fixed(signedAt(expected), ZoneOffset.UTC);

        Login login = new IamCredentials(provider, SETTINGS, clock).current();

        assertThat(login.user()).isEqualTo("payments_app");
        assertThat(login.password()).startsWith("payments.abc.eu-west-1.rds.amazonaws.com:5432/?");
        assertThat(parameters(login.password()))
                .isEqualTo(parameters(expected))
                .contains("X-Amz-Expires=900", "DBUser=payments_app");
        assertThat(login).asString().doesNotContain("X-Amz");
    }

    /** The utility reads the clock twice: between two seconds it signs for 899 seconds, and is asked again. */
    private static String tokenOfTheSdk(StaticCredentialsProvider provider) {
        RdsUtilities utilities = RdsUtilities.builder()
                .region(Region.EU_WEST_1)
                .credentialsProvider(provider)
                .build();
        return Stream.generate(() -> utilities.generateAuthenticationToken(request ->
                        request.hostname(SETTINGS.host()).port(SETTINGS.port()).username(SETTINGS.user())))
                .limit(10)
                .filter(token -> token.contains("X-Amz-Expires=900"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no token of ten is valid for 900 seconds"));
    }

    private static Instant signedAt(String token) {
        Matcher date = Pattern.compile("X-Amz-Date=([0-9TZ]+)").matcher(token);
        assertThat(date.find()).isTrue();
        return Instant.from(DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").parse(date.group(1)));
    }

    private static Set<String> parameters(String token) {
        return new TreeSet<>(List.of(token.substring(token.indexOf('?') + 1).split("&")));
    }
}

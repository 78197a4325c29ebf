package payments.service.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import payments.Threat;
import payments.service.resilience.Backoff;
import payments.service.resilience.Deadline;
import payments.service.resilience.UnavailableException;

/** Who we are to a server that checks passwords (SCRAM over TLS). */
class LoginTest {
    private static final LocalPostgres SERVER = LocalPostgres.shared();
    private static final Deadline PLENTY = () -> Duration.ofSeconds(20);
    private static final DatabaseSettings SETTINGS = SERVER.settings("postgres", LocalPostgres.CHECKED_ROLE);

    private final List<String> passwordsInSecret = new ArrayList<>(List.of("first"));
    private int reads;

    private final Credentials secret =
            new SecretCredentials(() -> passwordsInSecret.get(reads++), LocalPostgres.CHECKED_ROLE);

    @BeforeEach
    void resetPassword() {
        setPassword("first");
    }

    @Test
    @Threat("F11")
    void aPasswordThatWasRotatedIsFetchedOnceMoreAndUsed() {
        Connector connector = new Connector(SETTINGS, List.of(secret));
        connect(connector);
        setPassword("second");
        passwordsInSecret.add("second");

        try (Database database = new Database(connector, new Backoff())) {
            database.run(connection -> true, PLENTY);
        }

        assertThat(reads).as("reads of the secret").isEqualTo(2);
    }

    @Test
    @Threat("F11")
    void aPasswordThatIsWrongInTheSecretIsReadTwiceAndThenGivenUp() {
        setPassword("unknown");
        passwordsInSecret.add("first");

        try (Database database = new Database(new Connector(SETTINGS, List.of(secret)), new Backoff())) {
            assertThatThrownBy(() -> database.run(connection -> true, PLENTY)).isInstanceOf(UnavailableException.class);
        }
        assertThat(reads).as("reads of the secret").isEqualTo(2);
    }

    @Test
    void theSecretIsNotReadWhileTheTokenIsTaken() {
        Credentials token = FixedCredentials.of(LocalPostgres.CHECKED_ROLE, "first");

        connect(new Connector(SETTINGS, List.of(token, secret)));

        assertThat(reads).as("reads of the secret").isZero();
    }

    @Test
    void theSecretHelpsWhenTheTokenIsRefusedAndIsPreferredFromThenOn() {
        List<String> tokens = new ArrayList<>();
        Credentials token = new Credentials() {
            @Override
            public Login current() {
                tokens.add("token");
                return new Login(LocalPostgres.CHECKED_ROLE, "a token");
            }

            @Override
            public Login renewed() {
                return current();
            }
        };
        Connector connector = new Connector(SETTINGS, List.of(token, secret));

        connect(connector);
        connect(connector);

        assertThat(tokens).as("tokens made for the first connection only").hasSize(2);
        assertThat(reads).as("reads of the secret").isEqualTo(1);
    }

    @Test
    void aSecretWithJsonNamesItsUser() {
        Login login = new SecretCredentials(() -> "{\"username\":\"dbadmin\",\"password\":\"s3\\\"t\"}", "payments_app")
                .current();

        assertThat(login.user()).isEqualTo("dbadmin");
        assertThat(login.password()).isEqualTo("s3\"t");
        assertThat(login).asString().doesNotContain("s3");
    }

    @Test
    void aSecretWithoutAPasswordIsNamedButNotShown() {
        for (String value : List.of("{\"user\":\"hidden\"}", "{hidden", "{}")) {
            assertThatThrownBy(() -> new SecretCredentials(() -> value, "payments_app").current())
                    .as(value)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the database secret")
                    .hasMessageNotContaining("hidden");
        }
    }

    private static void connect(Connector connector) {
        try (Connection connection = connector.open(PLENTY)) {
            assertThat(connection.isValid(1)).isTrue();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void setPassword(String password) {
        SERVER.run("postgres", "alter role %s password '%s'".formatted(LocalPostgres.CHECKED_ROLE, password));
    }
}

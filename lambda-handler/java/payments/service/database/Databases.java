package payments.service.database;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import payments.service.resilience.Backoff;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * Puts the parts together for a function. Nothing is called before the first transaction.
 *
 * <p>Use it while the function starts: the bound on how long Java remembers addresses, which {@link Connector} sets, counts
 * only when it is set before the first address is looked up.
 */
public final class Databases {
    private Databases() {}

    /** Logs in with an IAM token, and with the secret when the settings name one and the token is refused. */
    public static Database at(DatabaseSettings settings, Clock clock) {
        return new Database(connector(settings, clock), new Backoff());
    }

    /** Opens connections as {@link #at} does, for who needs a connection of its own. */
    public static Connector connector(DatabaseSettings settings, Clock clock) {
        List<Credentials> credentials = new ArrayList<>();
        credentials.add(new IamCredentials(DefaultCredentialsProvider.builder().build(), settings, clock));
        settings.secret()
                .map(secret -> new SecretReader(settings.region(), secret))
                .map(reader -> new SecretCredentials(reader, settings.user()))
                .ifPresent(credentials::add);
        return new Connector(settings, credentials);
    }
}

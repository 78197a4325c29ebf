package payments.service.database;

import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import payments.service.json.InvalidJsonException;
import payments.service.json.JsonReader;
import payments.service.json.JsonValue;

/**
 * Logs in with a password from Secrets Manager, fetched when it is first needed and cached until the server refuses it.
 *
 * <p>The secret is either the password itself, for the user of the settings, or the JSON that RDS writes, with
 * {@code username} and {@code password} (Secrets Manager guide, "JSON structure of AWS Secrets Manager secrets").
 */
public final class SecretCredentials implements Credentials {
    private final Supplier<String> secret;
    private final String user;
    private @Nullable Login cached;

    /**
     * Reads the secret through the supplier.
     *
     * @param secret fetches the current value, each time that it is called
     * @param user whose password it is, when the secret does not say
     */
    public SecretCredentials(Supplier<String> secret, String user) {
        this.secret = secret;
        this.user = user;
    }

    @Override
    public synchronized Login current() {
        return cached == null ? renewed() : cached;
    }

    @Override
    public synchronized Login renewed() {
        Login fetched = parse(secret.get());
        cached = fetched;
        return fetched;
    }

    private Login parse(String value) {
        if (!value.startsWith("{")) {
            return new Login(user, value);
        }
        try {
            JsonValue.Obj object =
                    JsonReader.read(value.getBytes(StandardCharsets.UTF_8)).asObject();
            if (object != null) {
                String password = object.text("password");
                String named = object.text("username");
                if (password != null) {
                    return new Login(named == null ? user : named, password);
                }
            }
        } catch (InvalidJsonException e) {
            throw new IllegalStateException("the database secret starts with { and is no JSON; store it again", e);
        }
        throw new IllegalStateException("the database secret has no text \"password\"; store it as RDS writes it");
    }
}

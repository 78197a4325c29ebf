package payments.service.database;

/**
 * A user and what proves it. Printing it shows no password.
 *
 * @param user the database role
 * @param password a password or an IAM token
 */
public record Login(String user, String password) {
    @Override
    public String toString() {
        return "Login[user=%s]".formatted(user);
    }
}

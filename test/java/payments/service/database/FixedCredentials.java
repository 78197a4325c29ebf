package payments.service.database;

/** Credentials that stay as they are. */
record FixedCredentials(Login current) implements Credentials {
    static FixedCredentials of(String user, String password) {
        return new FixedCredentials(new Login(user, password));
    }

    @Override
    public Login renewed() {
        return current;
    }
}

package payments.service.database;

/** Where logins come from. */
public interface Credentials {

    /** The login to try first; may be one that was used before. */
    Login current();

    /** A login that is certainly new, because the server refused the current one: the password was rotated. */
    Login renewed();
}

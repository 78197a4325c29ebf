package payments.account;

/** AWS answered with an error. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    RefusedException(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether what was asked for is not there; services have a name of their own for that. */
    boolean isNotThere() {
        return code.contains("NotFound") || code.startsWith("NoSuch");
    }

    /** The error's name, such as {@code AccessDenied}; empty where AWS gave none. */
    public String code() {
        return code;
    }
}

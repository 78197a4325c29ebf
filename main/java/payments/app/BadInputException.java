package payments.app;

/** Something outside the deployment file must be changed before the program can run. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadInputException(String message) {
        super(message);
    }
}

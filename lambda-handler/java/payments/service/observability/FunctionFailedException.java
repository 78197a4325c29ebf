package payments.service.observability;

/**
 * A failure as it leaves a function: in our words, and with the classes of what was behind it. Lambda writes what leaves a
 * function into its log, and hands it to failure destinations and state machines, with the messages of all causes.
 */
public final class FunctionFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FunctionFailedException(String message, StackTraceElement[] origin) {
        super(message);
        setStackTrace(origin);
    }
}

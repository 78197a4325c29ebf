package payments.service.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may be logged about a failure: the classes. Messages and stack traces of libraries quote what they fail on. */
public final class Failures {
    private static final int MAX_CAUSES = 5;
    private static final String OUR_CODE = "payments.";

    private Failures() {}

    /** The class of the failure, then those of its causes. */
    public static List<String> classes(Throwable failure) {
        List<String> classes = new ArrayList<>();
        for (@Nullable Throwable cause = failure;
                cause != null && classes.size() < MAX_CAUSES;
                cause = cause.getCause()) {
            classes.add(cause.getClass().getName());
        }
        return classes;
    }

    /**
     * The failure as it may leave a function: itself where all of it is in our words, so that state machines still know it
     * by its class; else a {@link FunctionFailedException}.
     */
    public static RuntimeException leaving(RuntimeException failure) {
        if (isInOurWords(failure, MAX_CAUSES)) {
            return failure;
        }
        String classes = String.join(" < ", classes(failure));
        return new FunctionFailedException(
                isOurs(failure) ? failure.getMessage() + ": " + classes : classes, failure.getStackTrace());
    }

    private static boolean isInOurWords(Throwable failure, int depth) {
        return depth > 0
                && isOurs(failure)
                && Stream.concat(Stream.ofNullable(failure.getCause()), Stream.of(failure.getSuppressed()))
                        .allMatch(other -> isInOurWords(other, depth - 1));
    }

    /** Of a class of ours, or of Java's own and thrown by our code. */
    private static boolean isOurs(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        boolean thrownByUs = trace.length > 0 && trace[0].getClassName().startsWith(OUR_CODE);
        String type = failure.getClass().getName();
        return type.startsWith(OUR_CODE) || (type.startsWith("java.lang.") && thrownByUs);
    }
}

package payments.service.observability;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be told about a failure: the classes. Messages and stack traces of libraries quote what they choke on. */
public final class Failures {
    private static final int MOST_CAUSES = 5;

    private Failures() {}

    /** The class of the failure, then those of its causes. */
    public static List<String> classes(Throwable failure) {
        List<String> classes = new ArrayList<>();
        for (@Nullable Throwable cause = failure;
                cause != null && classes.size() < MOST_CAUSES;
                cause = cause.getCause()) {
            classes.add(cause.getClass().getName());
        }
        return classes;
    }
}

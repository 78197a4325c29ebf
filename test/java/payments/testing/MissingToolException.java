package payments.testing;

import java.util.List;
import java.util.stream.Collectors;
import org.opentest4j.TestAbortedException;

/** A test, or all tests of a class, cannot run, since the machine lacks tools. JUnit counts them as skipped. */
public final class MissingToolException extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    private final transient List<Tool> tools;

    MissingToolException(List<Tool> tools) {
        super(tools.stream()
                .map(tool -> "no '%s' on PATH: %s".formatted(tool.program(), tool.advice()))
                .collect(Collectors.joining("; ")));
        this.tools = List.copyOf(tools);
    }

    /** What is absent. */
    public List<Tool> tools() {
        return tools;
    }
}

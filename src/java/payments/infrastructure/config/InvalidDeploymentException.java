package payments.infrastructure.config;

import java.util.List;
import java.util.stream.Collectors;

/** A deployment file cannot be used; carries everything that is wrong with it, not only the first thing. */
public final class InvalidDeploymentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidDeploymentException(List<Problem> problems) {
        this(problems, false);
    }

    /**
     * @param more whether there are further problems, which are not carried
     */
    InvalidDeploymentException(List<Problem> problems, boolean more) {
        super(problems.stream()
                .map(Problem::render)
                .collect(Collectors.joining("\n\n", headline(problems, more) + "\n\n", "")));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order of their lines. */
    public List<Problem> problems() {
        return problems;
    }

    private static String headline(List<Problem> problems, boolean more) {
        if (more) {
            return "the deployment file has more than %d problems; mend these first".formatted(problems.size());
        }
        return problems.size() == 1
                ? "the deployment file has a problem"
                : "the deployment file has %d problems".formatted(problems.size());
    }
}

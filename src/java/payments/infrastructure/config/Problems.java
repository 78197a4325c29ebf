package payments.infrastructure.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the problems of one file. A set, because shared settings are read again for each environment, and their
 * problems must be told once.
 */
final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    void add(Problem problem) {
        found.add(problem);
    }

    /** Refuses the file if anything is wrong with it. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            List<Problem> sorted = found.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .toList();
            throw new InvalidDeploymentException(sorted);
        }
    }
}

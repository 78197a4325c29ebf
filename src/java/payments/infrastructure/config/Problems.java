package payments.infrastructure.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

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
        throwIfAny(problem -> true);
    }

    /** Refuses the file if anything is wrong with the part of it that counts. */
    void throwIfAny(Predicate<Problem> counts) {
        List<Problem> sorted = found.stream()
                .filter(counts)
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
        if (!sorted.isEmpty()) {
            throw new InvalidDeploymentException(sorted);
        }
    }
}

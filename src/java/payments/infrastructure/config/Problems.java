package payments.infrastructure.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Collects the problems of one file. A set, because shared settings are read again for each environment, and their
 * problems must be reported once. Bounded, because a file of nothing but mistakes must not fill memory or screen.
 */
final class Problems {
    /** More than a user corrects before the next run. */
    static final int MOST = 100;

    private final Set<Problem> found = new LinkedHashSet<>();
    private final Predicate<Problem> counts;
    private boolean more;

    Problems() {
        this(problem -> true);
    }

    /**
     * @param counts which problems are of interest to the caller
     */
    Problems(Predicate<Problem> counts) {
        this.counts = counts;
    }

    void add(Problem problem) {
        if (!counts.test(problem)) {
            return;
        }
        if (found.size() < MOST) {
            found.add(problem);
        } else if (!found.contains(problem)) {
            more = true;
        }
    }

    /** Refuses the file if anything is wrong with it. */
    void throwIfAny() {
        if (!found.isEmpty()) {
            List<Problem> sorted = found.stream()
                    .sorted(Comparator.comparingInt(Problem::line))
                    .toList();
            throw new InvalidDeploymentException(sorted, more);
        }
    }
}

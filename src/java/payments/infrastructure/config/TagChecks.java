package payments.infrastructure.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tag Environment distinguishes the environments of one account: one text for several of them would join what must be apart. */
final class TagChecks {
    private final Problems problems;

    TagChecks(Problems problems) {
        this.problems = problems;
    }

    /** @param tags the node of the tags, which the binder has read */
    void run(@Nullable Tree tags, List<EnvironmentDraft> environments) {
        Tree tag = Tree.child(tags, "environment");
        boolean said = tag instanceof Tree.Scalar scalar && !scalar.text().isEmpty();
        if (tag != null && said && environments.size() > 1) {
            problems.add(Messages.problem(
                    tag.at(),
                    "one tag Environment for %d environments".formatted(environments.size()),
                    "a file with one environment; otherwise each environment's suffix is its tag",
                    "remove tags.environment"));
        }
    }
}

package payments.infrastructure.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.SuppressionSettings;
import payments.infrastructure.guardrail.Catalogue;
import payments.infrastructure.guardrail.Suppression;
import payments.infrastructure.guardrail.rule.Rule;

/**
 * What can be said of suppressions before anything is built: whether their rules exist and may be accepted, whether a
 * finding is accepted twice, and whether their constructs can be in a stack of the deployment.
 */
final class SuppressionChecks {
    private final Problems problems;
    private final Binder binder;
    private final Map<String, Position> accepted = new HashMap<>();

    SuppressionChecks(Problems problems, Binder binder) {
        this.problems = problems;
        this.binder = binder;
    }

    /**
     * @param suppressions the node of the suppressions, which the binder has read
     * @param stacks the names of all stacks that the file can make; empty where they are not known
     */
    void run(@Nullable Tree suppressions, Set<String> stacks) {
        if (suppressions instanceof Tree.Sequence sequence) {
            for (Tree written : sequence.items()) {
                Tree suppression = Spelling.read(written, SuppressionSettings.class);
                checkRule(Tree.child(suppression, "rule"));
                for (Tree path : paths(suppression)) {
                    checkOnce(suppression, path);
                    checkStack(path, stacks);
                }
            }
        }
    }

    private static List<Tree> paths(Tree suppression) {
        Tree path = Tree.child(suppression, "path");
        if (path != null) {
            return List.of(path);
        }
        return Tree.child(suppression, "paths") instanceof Tree.Sequence paths ? paths.items() : List.of();
    }

    private void checkRule(@Nullable Tree rule) {
        String id = binder.madeOf(rule, String.class);
        if (rule == null || id == null) {
            return;
        }
        Optional<Rule> known = Catalogue.rule(id);
        if (known.isEmpty()) {
            List<String> ids = Catalogue.rules().stream()
                    .map(candidate -> candidate.definition().id())
                    .toList();
            problems.add(SuppressionErrors.unknownRule(rule.at(), id, ids));
        } else if (!Suppression.isPossibleFor(known.get().definition())) {
            problems.add(SuppressionErrors.criticalRule(rule.at(), id));
        }
    }

    private void checkOnce(Tree suppression, Tree path) {
        String rule = binder.madeOf(Tree.child(suppression, "rule"), String.class);
        String construct = binder.madeOf(path, String.class);
        Tree finding = Tree.child(suppression, "finding");
        String qualifier = finding == null ? "" : binder.madeOf(finding, String.class);
        if (rule != null && construct != null && qualifier != null) {
            Position first = accepted.putIfAbsent(String.join("\n", rule, construct, qualifier), path.at());
            if (first != null && !within(first, path.at())) {
                problems.add(SuppressionErrors.acceptedTwice(path.at(), rule, construct, first));
            }
        }
    }

    /** A path twice in one list is the record's own rule. */
    private static boolean within(Position one, Position other) {
        return list(one.path()).equals(list(other.path()));
    }

    private static String list(String path) {
        return path.substring(0, path.lastIndexOf('.') + 1)
                + path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
    }

    private void checkStack(Tree path, Set<String> stacks) {
        String construct = binder.madeOf(path, String.class);
        if (construct != null && !stacks.isEmpty()) {
            String stack = construct.split("/", 2)[0];
            if (!stacks.contains(stack)) {
                problems.add(SuppressionErrors.noSuchStack(path.at(), stack, stacks));
            }
        }
    }
}

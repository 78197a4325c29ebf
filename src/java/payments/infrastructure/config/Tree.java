package payments.infrastructure.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A YAML document whose every node knows where it stands, also after it has been merged into another one. */
sealed interface Tree {
    /** Where the node stands in the file. */
    Position at();

    /** What a problem calls the node. */
    String shown();

    /** What a scalar looks like to YAML. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        /** A day, or a day with a time. */
        DATE,
        NOTHING,
        /** Text that came from a variable or a default, and so may stand for any type. */
        REPLACED
    }

    /**
     * One value.
     *
     * @param written the text in the file
     * @param text the text with its variables replaced
     */
    record Scalar(Position at, String written, String text, Kind kind) implements Tree {
        @Override
        public String shown() {
            String shown = "'" + PlainText.value(text) + "'";
            return written.equals(text) ? shown : "%s (from '%s')".formatted(shown, PlainText.value(written));
        }
    }

    /** A list. */
    record Sequence(Position at, List<Tree> items) implements Tree {
        @Override
        public String shown() {
            return "a list of %d".formatted(items.size());
        }
    }

    /** Keys with their values, in the order of the file. */
    record Mapping(Position at, Map<String, Tree> entries) implements Tree {
        @Nullable Tree get(String key) {
            return entries.get(key);
        }

        @Override
        public String shown() {
            return entries.isEmpty()
                    ? "an empty mapping"
                    : "a mapping of " + PlainText.value(String.join(", ", entries.keySet()));
        }
    }

    /** A node that has been reported already: no reader of it reports it again, so that one mistake gives one problem. */
    record Unusable(Position at) implements Tree {
        @Override
        public String shown() {
            return "nothing usable";
        }
    }

    /** The node at a path such as {@code database.aurora} or {@code paths[2]}, if it is written. */
    static Optional<Tree> at(Tree tree, String path) {
        Tree at = tree;
        for (String step : path.split("[.\\[]", -1)) {
            Tree next = step(at, step);
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    /** The last node that is written on the way down a path. */
    static Tree deepest(Tree tree, String path) {
        Tree at = tree;
        for (String step : path.split("[.\\[]", -1)) {
            Tree next = step(at, step);
            if (next == null) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static @Nullable Tree step(Tree tree, String step) {
        return step.endsWith("]")
                ? item(tree, Integer.parseInt(step.substring(0, step.length() - 1)))
                : child(tree, step);
    }

    private static @Nullable Tree item(Tree tree, int index) {
        return tree instanceof Sequence sequence && index < sequence.items().size()
                ? sequence.items().get(index)
                : null;
    }

    /** The value of a key, or null where the node is absent, no mapping, or has no such key. */
    static @Nullable Tree child(@Nullable Tree tree, String key) {
        return tree instanceof Mapping mapping ? mapping.get(key) : null;
    }
}

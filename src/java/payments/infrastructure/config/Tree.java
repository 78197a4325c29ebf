package payments.infrastructure.config;

import java.util.List;
import java.util.Map;
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
            return written.equals(text) ? "'" + text + "'" : "'%s' (from '%s')".formatted(text, written);
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
            return entries.isEmpty() ? "an empty mapping" : "a mapping of " + String.join(", ", entries.keySet());
        }
    }

    /** A node that has been reported already: whoever meets it stays silent, so that one mistake gives one problem. */
    record Unusable(Position at) implements Tree {
        @Override
        public String shown() {
            return "nothing usable";
        }
    }

    /** The value of a key, or null where the node is absent, no mapping, or has no such key. */
    static @Nullable Tree child(@Nullable Tree tree, String key) {
        return tree instanceof Mapping mapping ? mapping.get(key) : null;
    }
}

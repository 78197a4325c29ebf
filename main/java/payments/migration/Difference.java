package payments.migration;

/**
 * Something that is not the same on both sides. It is named by its key alone: values may be cardholder data.
 *
 * @param kind how the sides differ
 * @param key the key, as people write it
 */
public record Difference(Kind kind, String key) {
    /** How two sides differ. */
    public enum Kind {
        /** The copy has not reached it, or it was deleted in the target. */
        MISSING("missing in the target"),
        /** It was deleted in the source after it was copied, or somebody else wrote it. */
        EXTRA("only in the target"),
        /** Both have it, with other content. */
        DIFFERENT("different");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** In words. */
        public String words() {
            return words;
        }
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(kind.words(), key);
    }
}

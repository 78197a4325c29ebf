package payments.documentation;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an HTML comment directly before a block says of it. CONTRIBUTING.md, "Documents", explains the same to authors.
 *
 * @param kind the word before the colon
 * @param value what stands after it
 */
record Marker(Kind kind, String value) {
    /** What a build has not: an account, the internet beyond package registries, somebody who decides or looks. */
    static final Set<String> NEEDS = Set.of("account", "network", "person");

    private static final Pattern COMMENT = Pattern.compile("<!--\\s*(needs|run by|in): *(.+?)\\s*-->");

    /** The vocabulary. */
    enum Kind {
        /** Not run, since it needs something that a build has not. */
        NEEDS("needs"),
        /** Run elsewhere: by the script or the test class of this name. */
        RUN_BY("run by"),
        /** A part: run inside a file of {@code test/resources/documentation}. */
        IN("in");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** The marker that a piece of HTML is, if it is one. */
    static Optional<Marker> of(String html) {
        Matcher comment = COMMENT.matcher(html.strip());
        if (!comment.matches()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            if (kind.word.equals(comment.group(1))) {
                return Optional.of(new Marker(kind, comment.group(2)));
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(kind.word, value);
    }
}

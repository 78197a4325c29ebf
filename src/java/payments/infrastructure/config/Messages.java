package payments.infrastructure.config;

import java.util.Collection;
import payments.infrastructure.text.Nearest;

/**
 * How every problem is worded: what failed with which value, what is allowed, what to change. The texts themselves stand in
 * {@link FileErrors}, {@link YamlErrors}, {@link ValueErrors}, {@link DeploymentErrors} and {@link SuppressionErrors}.
 */
final class Messages {
    private Messages() {}

    static Problem problem(Position at, String what, String allowed, String change) {
        return new Problem(
                at.file(), at.line(), at.path(), "%s\nallowed: %s\nchange: %s".formatted(what, allowed, change));
    }

    static String list(Collection<String> words) {
        return String.join(", ", words);
    }

    static String meant(String word, Collection<String> valid, String otherwise) {
        return Nearest.to(word, valid)
                .map(nearest -> "did you mean '%s'? otherwise %s".formatted(nearest, otherwise))
                .orElse(otherwise);
    }
}

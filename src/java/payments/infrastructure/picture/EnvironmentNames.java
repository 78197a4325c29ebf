package payments.infrastructure.picture;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Provider;
import payments.infrastructure.guardrail.model.Stack;

/**
 * What the environments of a program are called. Resources carry the suffix, in the tag {@code Environment}; the name in the
 * deployment file is the first part of the stacks' names: {@code prod-iam}, {@code prod-eu-west-1}, {@code prod-state-eu-west-1}.
 *
 * @param tags the tag by the name
 */
record EnvironmentNames(Map<String, String> tags) {
    private static final Pattern STACK = Pattern.compile("(.+?)-(iam|(state-)?[a-z]{2,4}(-[a-z]+)+-[0-9])");

    /** The names that the stacks of a program give. */
    static EnvironmentNames of(Program program) {
        Map<String, String> tags = new TreeMap<>();
        for (Stack stack : program.stacks()) {
            Matcher name = STACK.matcher(stack.name());
            if (name.matches()) {
                tagOf(stack).ifPresent(tag -> tags.putIfAbsent(name.group(1), tag));
            }
        }
        return new EnvironmentNames(tags);
    }

    private static Optional<String> tagOf(Stack stack) {
        return stack.providers().stream()
                .map(Provider::defaultTags)
                .map(tags -> tags.getOrDefault("Environment", ""))
                .filter(tag -> !tag.isEmpty())
                .findFirst();
    }

    /** The tag of an environment that is given by its name; anything else is taken for a tag. */
    String tagOf(String given) {
        return tags.getOrDefault(given, given);
    }

    /** The name of the environment with a tag; the tag where no stack has a name. */
    String nameOf(String tag) {
        return tags.entrySet().stream()
                .filter(entry -> entry.getValue().equals(tag))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(tag);
    }
}

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
 * What the environments of a program are called. Resources carry the tag {@code Environment}, which is the suffix, or what the
 * deployment file says; then the suffix is in the tag {@code suffix}. The name in the deployment file is the first part of the
 * stacks' names: {@code prod-iam}, {@code prod-eu-west-1}, {@code prod-state-eu-west-1}.
 *
 * @param tags the tag by the name
 * @param suffixes the tag by the suffix, where they differ
 */
record EnvironmentNames(Map<String, String> tags, Map<String, String> suffixes) {
    private static final Pattern STACK = Pattern.compile("(.+?)-(iam|(state-)?[a-z]{2,4}(-[a-z]+)+-[0-9])");

    /** The names that the stacks of a program give. */
    static EnvironmentNames of(Program program) {
        Map<String, String> tags = new TreeMap<>();
        Map<String, String> suffixes = new TreeMap<>();
        for (Stack stack : program.stacks()) {
            Matcher name = STACK.matcher(stack.name());
            if (name.matches()) {
                tag(stack, "Environment").ifPresent(tag -> {
                    tags.putIfAbsent(name.group(1), tag);
                    tag(stack, "suffix").ifPresent(suffix -> suffixes.putIfAbsent(suffix, tag));
                });
            }
        }
        return new EnvironmentNames(tags, suffixes);
    }

    private static Optional<String> tag(Stack stack, String key) {
        return stack.providers().stream()
                .map(Provider::defaultTags)
                .map(tags -> tags.getOrDefault(key, ""))
                .filter(tag -> !tag.isEmpty())
                .findFirst();
    }

    /** The tag of an environment that is given by its name or suffix; anything else is taken for a tag. */
    String tagOf(String given) {
        return tags.getOrDefault(given, suffixes.getOrDefault(given, given));
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

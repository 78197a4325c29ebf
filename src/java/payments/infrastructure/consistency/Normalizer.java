package payments.infrastructure.consistency;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Stack;

/** Writes the texts of one stack as they would stand in any environment. */
final class Normalizer {
    private static final Pattern ADDRESS =
            Pattern.compile("(?<![\\w.-])((?:data\\.|ephemeral\\.)?[a-z][a-z0-9_]*\\.[A-Za-z_][\\w-]*)");

    private final Map<Pattern, String> words = new HashMap<>();
    private final Map<String, String> addresses = new HashMap<>();
    private final String stackName;

    Normalizer(EnvironmentFacts environment, Stack stack) {
        environment
                .words()
                .forEach((word, placeholder) -> words.put(
                        Pattern.compile("(?<![A-Za-z0-9])" + Pattern.quote(word) + "(?![A-Za-z0-9])"),
                        Matcher.quoteReplacement(placeholder)));
        this.stackName = stack.name();
        stack.resources().forEach(resource -> addresses.put(resource.address(), key(resource)));
    }

    /** The name that a resource has in every environment: its kind, type, and the path of its construct. */
    String key(Resource resource) {
        String path = resource.path();
        String inside = path.startsWith(stackName + "/") ? path.substring(stackName.length() + 1) : path;
        String section = resource.kind() == Resource.Kind.MANAGED
                ? ""
                : resource.kind().name().toLowerCase(Locale.ROOT) + ".";
        return section + resource.type() + "/" + words(inside.equals(resource.address()) ? resource.name() : inside);
    }

    /** A text with this environment's own words replaced, and logical ids, which contain a hash of them. */
    String text(String raw) {
        return words(addresses.isEmpty() || !raw.contains(".") ? raw : withPaths(raw));
    }

    private String words(String raw) {
        String text = raw;
        for (Map.Entry<Pattern, String> word : words.entrySet()) {
            text = word.getKey().matcher(text).replaceAll(word.getValue());
        }
        return text;
    }

    private String withPaths(String raw) {
        return ADDRESS.matcher(raw)
                .replaceAll(found -> Matcher.quoteReplacement(addresses.getOrDefault(found.group(1), found.group(1))));
    }
}

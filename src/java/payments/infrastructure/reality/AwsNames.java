package payments.infrastructure.reality;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What AWS takes as the name or description of a resource. Sources: the column of {@code names.tsv}. */
public final class AwsNames {
    private static final Map<String, List<AwsName>> ALL = Datasets.of("names").rows().stream()
            .map(row -> new AwsName(
                    row.text("type"),
                    row.text("attribute"),
                    Integer.parseInt(row.text("shortest")),
                    Integer.parseInt(row.text("longest")),
                    Pattern.compile(row.text("characters")),
                    row.text("refused").isEmpty()
                            ? Optional.empty()
                            : Optional.of(Pattern.compile(row.text("refused"))),
                    row.text("source")))
            .collect(Collectors.groupingBy(AwsName::type));

    private AwsNames() {}

    /**
     * The rule of one attribute.
     *
     * @param type the type of the Terraform resource
     * @param attribute the attribute that holds the name
     * @param shortest the fewest characters
     * @param longest the most characters
     * @param characters what the whole name must match
     * @param refused what must not be found in it
     * @param source the page that says so
     */
    public record AwsName(
            String type,
            String attribute,
            int shortest,
            int longest,
            Pattern characters,
            Optional<Pattern> refused,
            String source) {
        /** Why AWS refuses a name, as a sentence without its end; empty where it takes it. */
        public Optional<String> refusal(String name) {
            int length = name.codePointCount(0, name.length());
            if (length < shortest || length > longest) {
                return Optional.of("%d to %d characters, not %d (%s)".formatted(shortest, longest, length, source));
            }
            if (!characters.matcher(name).matches()) {
                return Optional.of("a text that matches %s (%s)".formatted(characters, source));
            }
            return refused.filter(pattern -> pattern.matcher(name).find())
                    .map(pattern -> "a text in which nothing matches %s (%s)".formatted(pattern, source));
        }
    }

    /** The rules of a type of resource; none where none is known. */
    public static List<AwsName> of(String type) {
        return ALL.getOrDefault(type, List.of());
    }

    /**
     * The rule of an attribute.
     *
     * @throws IllegalArgumentException when the table has none
     */
    public static AwsName of(String type, String attribute) {
        return of(type).stream()
                .filter(name -> name.attribute().equals(attribute))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("names.tsv has no row of %s.%s".formatted(type, attribute)));
    }
}

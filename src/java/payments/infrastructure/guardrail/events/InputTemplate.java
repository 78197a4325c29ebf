package payments.infrastructure.guardrail.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What EventBridge makes of an event for a target: a template of JSON with names in angle brackets, and paths that say what they
 * stand for.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">AWS: input
 *     transformation</a>
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html">AWS: InputTransformer</a>
 */
public final class InputTemplate {
    /** What every template may name without a path. */
    private static final Set<String> GIVEN = Set.of(
            "aws.events.event",
            "aws.events.event.ingestion-time",
            "aws.events.event.json",
            "aws.events.rule-arn",
            "aws.events.rule-name");

    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\\\)<([A-Za-z0-9_.-]+)>");
    private static final Pattern PATH = Pattern.compile("\\$([.\\[].*)?", Pattern.DOTALL);

    private InputTemplate() {}

    /**
     * Why EventBridge refuses a template.
     *
     * @param names what the paths define
     */
    public static List<Fault> faults(String template, Set<String> names) {
        List<Fault> faults = new ArrayList<>();
        Set<String> used = new TreeSet<>(PLACEHOLDER
                .matcher(template)
                .results()
                .map(match -> match.group(1))
                .toList());
        used.removeAll(names);
        used.removeAll(GIVEN);
        used.forEach(name -> faults.add(new Fault(
                "<%s>".formatted(name),
                names.isEmpty() ? "input_paths with it" : "one of " + String.join(", ", new TreeSet<>(names)))));
        if (!Documents.isOpen(template) && !isJson(template)) {
            faults.add(new Fault(template, "JSON, or texts in quotation marks, one a line"));
        }
        return faults;
    }

    /** Whether a text is a path into an event, such as {@code $.detail.id}. */
    public static boolean isPath(String text) {
        return PATH.matcher(text).matches();
    }

    /** Names are texts where they stand in quotation marks, and values elsewhere; both may stand as a key's value. */
    private static boolean isJson(String template) {
        String filled = PLACEHOLDER
                .matcher(template)
                .replaceAll((MatchResult match) -> "0")
                .replaceAll("\\\\+([<>])", "$1");
        return Documents.read(filled).isPresent()
                || filled.lines().filter(line -> !line.isBlank()).allMatch(line -> Documents.read(line)
                        .isPresent());
    }
}

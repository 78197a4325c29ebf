package payments.infrastructure.report;

import java.util.List;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.rule.RuleDefinition;

/** One rule for people at a terminal. */
final class ExplanationText {
    private static final int LONGEST_VALUE = 200;

    private ExplanationText() {}

    static String of(Explanation explanation) {
        RuleDefinition rule = explanation.rule();
        StringBuilder text = new StringBuilder("%s (%s)%n%n".formatted(rule.id(), explanation.severity()));
        line(text, "expected", rule.expects());
        line(text, "why", rule.why());
        line(text, "change", rule.fix());
        explanation.requirements().forEach(requirement -> line(text, "PCI DSS", requirement));
        line(text, "sources", String.join(", ", rule.sources()));
        line(text, "accepted", explanation.acceptance());
        explanation.examples().ifPresent(examples -> {
            example(text, "Bad", examples.bad(), found(explanation.found()));
            example(text, "Good", examples.good(), List.of());
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  %-9s %s%n".formatted(name, value));
    }

    private static List<String> found(List<String> found) {
        return found.stream()
                .map(value -> "found: " + Bounded.text(value, LONGEST_VALUE))
                .toList();
    }

    private static void example(StringBuilder text, String title, RuleExamples.Example example, List<String> found) {
        text.append("%n%s: %s%n".formatted(title, example.address()));
        found.forEach(line -> text.append("  ").append(line).append('\n'));
        example.files().forEach((name, content) -> {
            text.append("%n  %s%n".formatted(name));
            text.append(content.lines().map(line -> "    " + line + "\n").collect(Collectors.joining()));
        });
    }
}

package payments.infrastructure.report;

import payments.infrastructure.guardrail.rule.RuleDefinition;

/** One rule for a page, without a heading: it stands in a document, in a comment, or in code scanning. */
final class ExplanationMarkdown {
    private static final int LONGEST_VALUE = 200;

    private ExplanationMarkdown() {}

    static String of(Explanation explanation) {
        RuleDefinition rule = explanation.rule();
        StringBuilder text = new StringBuilder();
        item(text, "Severity", explanation.severity());
        item(text, "Expected", rule.expects());
        item(text, "Why", rule.why());
        item(text, "Change", rule.fix());
        if (!rule.pci().isEmpty()) {
            item(text, "PCI DSS", String.join("; ", explanation.requirements()));
        }
        item(text, "Sources", String.join(", ", rule.sources()));
        item(text, "Accepted", explanation.acceptance());
        explanation.examples().ifPresent(examples -> {
            example(text, "Bad", examples.bad());
            explanation
                    .found()
                    .forEach(found -> text.append("\nFound: `%s`\n"
                            .formatted(Bounded.text(found, LONGEST_VALUE)
                                    .replace('`', '\'')
                                    .replaceAll("\\s+", " "))));
            example(text, "Good", examples.good());
        });
        return text.toString();
    }

    private static void item(StringBuilder text, String name, String value) {
        text.append("- **%s:** %s\n".formatted(name, value));
    }

    private static void example(StringBuilder text, String title, RuleExamples.Example example) {
        text.append("\n%s: `%s`\n".formatted(title, example.address()));
        example.files().forEach((name, content) -> {
            if (example.stacks().size() > 1) {
                text.append("\n`%s`\n".formatted(name));
            }
            text.append("\n```json\n").append(content).append("```\n");
        });
    }
}

package payments.infrastructure.report;

import java.util.List;
import java.util.stream.Collectors;

/** The forms in which rules are explained. */
public enum ExplanationFormat {
    /** For people at a terminal. */
    TEXT {
        @Override
        public String render(List<Explanation> explanations) {
            return explanations.stream().map(ExplanationText::of).collect(Collectors.joining("\n"));
        }
    },
    /** For a page or a comment. */
    MARKDOWN {
        @Override
        public String render(List<Explanation> explanations) {
            return explanations.stream()
                    .map(explanation ->
                            "## `%s`\n\n".formatted(explanation.rule().id()) + ExplanationMarkdown.of(explanation))
                    .collect(Collectors.joining("\n"));
        }
    },
    /** For programs. */
    JSON {
        @Override
        public String render(List<Explanation> explanations) {
            return ExplanationJson.of(explanations);
        }
    };

    /** All of them in this form. */
    public abstract String render(List<Explanation> explanations);
}

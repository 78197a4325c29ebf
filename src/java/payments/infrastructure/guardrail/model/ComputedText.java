package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.node.TextNode;

/** A value that was computed already; its text is that value, open parts as they are shown. */
final class ComputedText extends TextNode {
    private static final long serialVersionUID = 1;

    private final transient Value value;

    ComputedText(Value value) {
        super(value.text());
        this.value = value;
    }

    Value value() {
        return value;
    }
}

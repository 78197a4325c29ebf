package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.node.TextNode;

/** A text with expressions whose meaning depends on where it stands: in an instance, in a repeated block, in a module. */
final class ScopedText extends TextNode {
    private static final long serialVersionUID = 1;

    private final transient Scope scope;

    ScopedText(String text, Scope scope) {
        super(text);
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }
}

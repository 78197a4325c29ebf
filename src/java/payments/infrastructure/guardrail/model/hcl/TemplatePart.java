package payments.infrastructure.guardrail.model.hcl;

import java.util.List;
import java.util.Optional;

/**
 * A piece of a template, in the order in which they are written.
 *
 * @param text of a text: at most one line, its end included
 * @param value what is interpolated, asked or repeated over; empty of the others
 * @param names of a {@code for}: what an element is called
 * @param at where it is written
 */
record TemplatePart(Kind kind, String text, Optional<Expression> value, List<String> names, int at) {
    enum Kind {
        TEXT,
        VALUE,
        IF,
        ELSE,
        ENDIF,
        FOR,
        ENDFOR
    }

    static TemplatePart text(String text, int at) {
        return new TemplatePart(Kind.TEXT, text, Optional.empty(), List.of(), at);
    }

    static TemplatePart of(Kind kind, Expression value, int at) {
        return new TemplatePart(kind, "", Optional.of(value), List.of(), at);
    }

    static TemplatePart mark(Kind kind, int at) {
        return new TemplatePart(kind, "", Optional.empty(), List.of(), at);
    }

    static TemplatePart loop(List<String> names, Expression collection, int at) {
        return new TemplatePart(Kind.FOR, "", Optional.of(collection), names, at);
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    TemplatePart with(String other) {
        return new TemplatePart(kind, other, value, names, at);
    }
}

package payments.infrastructure.guardrail.model.hcl;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.hcl.Expression.Call;
import payments.infrastructure.guardrail.model.hcl.Expression.Literal;
import payments.infrastructure.guardrail.model.hcl.Expression.Loop;
import payments.infrastructure.guardrail.model.hcl.Expression.Operation;
import payments.infrastructure.guardrail.model.hcl.Expression.Template;
import payments.infrastructure.guardrail.model.hcl.TemplatePart.Kind;

/**
 * Makes an expression of the parts of a template. A directive becomes the expression that means the same: an {@code if} a choice,
 * a {@code for} the joined texts of a list.
 */
final class TemplateParser {
    private final Cursor cursor;
    private final List<TemplatePart> parts;
    private int next;

    private TemplateParser(Cursor cursor, List<TemplatePart> parts) {
        this.cursor = cursor;
        this.parts = parts;
    }

    /** A template that one quotation mark opened and another one closes. */
    static Expression quoted(ExpressionParser expressions) {
        Cursor cursor = expressions.cursor();
        Expression read = of(cursor, new TemplateScanner(expressions, true, Integer.MAX_VALUE), false);
        if (cursor.peek() != '"') {
            throw cursor.expected("a quotation mark that ends the text");
        }
        cursor.next();
        return read;
    }

    /** A template that goes on to a place. */
    static Expression until(ExpressionParser expressions, int end, boolean indented) {
        return of(expressions.cursor(), new TemplateScanner(expressions, false, end), indented);
    }

    private static Expression of(Cursor cursor, TemplateScanner scanner, boolean indented) {
        List<TemplatePart> scanned = scanner.scan();
        TemplateParser parser = new TemplateParser(cursor, indented ? Heredoc.withoutIndent(scanned) : scanned);
        List<Expression> read = parser.sequence(EnumSet.noneOf(Kind.class));
        // An interpolation alone is its value, which may be no text.
        return scanned.size() == 1 && read.size() == 1 ? read.get(0) : text(read);
    }

    /** Up to one of these ends, which is not passed, or to the end of the template. */
    private List<Expression> sequence(Set<Kind> ends) {
        List<Expression> read = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (next < parts.size() && !ends.contains(parts.get(next).kind())) {
            TemplatePart part = parts.get(next++);
            if (part.isText()) {
                text.append(part.text());
                continue;
            }
            if (!text.isEmpty()) {
                read.add(text(text.toString()));
                text.setLength(0);
            }
            read.add(
                    switch (part.kind()) {
                        case VALUE -> part.value().orElseThrow();
                        case IF -> choice(part);
                        case FOR -> loop(part);
                        default ->
                            throw new SyntaxFault(
                                    part.at(),
                                    "this directive %s ends nothing; remove it, or open what it should end"
                                            .formatted(part.kind().name().toLowerCase(java.util.Locale.ROOT)));
                    });
        }
        if (!text.isEmpty()) {
            read.add(text(text.toString()));
        }
        return read;
    }

    private Expression choice(TemplatePart opening) {
        Expression condition = opening.value().orElseThrow();
        Expression then = body(EnumSet.of(Kind.ELSE, Kind.ENDIF), opening);
        Expression otherwise = text("");
        if (parts.get(next++).kind() == Kind.ELSE) {
            otherwise = body(EnumSet.of(Kind.ENDIF), opening);
            next++;
        }
        String text = "(%s) ? %s : %s"
                .formatted(ExpressionText.of(condition), ExpressionText.of(then), ExpressionText.of(otherwise));
        return new Operation("?", List.of(condition, then, otherwise), text);
    }

    private Expression loop(TemplatePart opening) {
        Expression collection = opening.value().orElseThrow();
        Expression element = body(EnumSet.of(Kind.ENDFOR), opening);
        next++;
        String text = "[for %s in %s : %s]"
                .formatted(
                        String.join(", ", opening.names()), ExpressionText.of(collection), ExpressionText.of(element));
        Expression texts =
                new Loop(opening.names(), collection, Optional.empty(), element, Optional.empty(), false, text);
        return new Call("join", List.of(text(""), texts), false, "join(\"\", " + text + ")");
    }

    /** What stands inside of a directive: always a text. */
    private Expression body(Set<Kind> ends, TemplatePart opening) {
        List<Expression> read = cursor.deeper(() -> sequence(ends));
        if (next >= parts.size()) {
            throw new SyntaxFault(
                    opening.at(),
                    "the directive that begins here has no end; close it with %{ "
                            + (opening.kind() == Kind.FOR ? "endfor }" : "endif }"));
        }
        return text(read);
    }

    private static Expression text(List<Expression> parts) {
        if (parts.isEmpty()) {
            return text("");
        }
        boolean isText = parts.size() == 1
                && parts.get(0) instanceof Literal literal
                && literal.value().isTextual();
        return isText ? parts.get(0) : new Template(List.copyOf(parts));
    }

    private static Literal text(String text) {
        return new Literal(TextNode.valueOf(text));
    }
}

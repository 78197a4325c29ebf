package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.guardrail.model.Expression.Call;
import payments.infrastructure.guardrail.model.Expression.ListOf;
import payments.infrastructure.guardrail.model.Expression.Literal;
import payments.infrastructure.guardrail.model.Expression.MapOf;
import payments.infrastructure.guardrail.model.Expression.Opaque;
import payments.infrastructure.guardrail.model.Expression.Template;
import payments.infrastructure.guardrail.model.Expression.Traversal;

/**
 * Reads a string of Terraform JSON, which is a template: text with interpolations inside. What is not understood
 * (operators, conditions, loops) becomes {@link Opaque}; it is never an error and never a guess.
 */
final class ExpressionParser {
    /** A hostile file must not end in a stack overflow. */
    private static final int DEEPEST = 100;

    private final String source;
    private int at;
    private int depth;

    private ExpressionParser(String source) {
        this.source = source;
    }

    /** The template as an expression; a text without an interpolation is a literal. */
    static Expression template(String text) {
        if (!text.contains("${") && !text.contains("%{")) {
            return new Literal(TextNode.valueOf(text.contains("$${") ? text.replace("$${", "${") : text));
        }
        try {
            ExpressionParser parser = new ExpressionParser(text);
            Expression read = parser.templateUntilEnd();
            return parser.at == text.length() ? read : new Opaque(text);
        } catch (NotUnderstood e) {
            return new Opaque(text);
        }
    }

    private Expression templateUntilEnd() {
        return templateUntil(false);
    }

    private Expression templateUntil(boolean quoted) {
        List<Expression> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        while (at < source.length() && !(quoted && source.charAt(at) == '"')) {
            if (source.startsWith("$${", at) || source.startsWith("%%{", at)) {
                text.append(source, at + 1, at + 3);
                at += 3;
            } else if (source.startsWith("${", at)) {
                flush(text, parts);
                at += 2;
                parts.add(interpolation());
            } else if (source.startsWith("%{", at)) {
                throw new NotUnderstood();
            } else if (quoted && source.charAt(at) == '\\') {
                text.append(escape());
            } else {
                text.append(source.charAt(at++));
            }
        }
        flush(text, parts);
        if (parts.isEmpty()) {
            return new Literal(TextNode.valueOf(""));
        }
        return parts.size() == 1 ? parts.get(0) : new Template(List.copyOf(parts));
    }

    private static void flush(StringBuilder text, List<Expression> parts) {
        if (!text.isEmpty()) {
            parts.add(new Literal(TextNode.valueOf(text.toString())));
            text.setLength(0);
        }
    }

    /** One interpolation; an expression that is not understood is skipped as a whole. */
    private Expression interpolation() {
        int start = at;
        try {
            Expression read = expression();
            space();
            if (peek() == '}') {
                at++;
                return read;
            }
        } catch (NotUnderstood e) {
            // Read as text below.
        }
        at = start;
        skipToClosingBrace();
        return new Opaque(source.substring(start, at - 1).strip());
    }

    private void skipToClosingBrace() {
        int open = 1;
        boolean inText = false;
        while (at < source.length()) {
            char c = source.charAt(at++);
            if (c == '\\' && inText) {
                at++;
            } else if (c == '"') {
                inText = !inText;
            } else if (!inText && c == '{') {
                open++;
            } else if (!inText && c == '}' && --open == 0) {
                return;
            }
        }
        throw new NotUnderstood();
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw new NotUnderstood();
        }
        try {
            space();
            char c = peek();
            if (c == '"') {
                at++;
                Expression text = templateUntil(true);
                expect('"');
                return text;
            }
            if (c == '[') {
                at++;
                return new ListOf(list(']'));
            }
            if (c == '{') {
                return map();
            }
            return Character.isDigit(c) || c == '-' ? number() : nameOrCall();
        } finally {
            depth--;
        }
    }

    private Expression number() {
        int start = at++;
        while (Character.isDigit(peek()) || peek() == '.') {
            at++;
        }
        try {
            return new Literal(DecimalNode.valueOf(new BigDecimal(source.substring(start, at))));
        } catch (NumberFormatException e) {
            throw new NotUnderstood();
        }
    }

    private Expression nameOrCall() {
        int start = at;
        String name = name();
        switch (name) {
            case "true", "false" -> {
                return new Literal(BooleanNode.valueOf(name.equals("true")));
            }
            case "null" -> {
                return new Literal(NullNode.getInstance());
            }
            default -> {}
        }
        if (peek() == '(') {
            at++;
            List<Expression> arguments = list(')');
            return new Call(name, arguments, source.substring(start, at));
        }
        List<String> steps = new ArrayList<>(List.of(name));
        while (peek() == '.' || peek() == '[') {
            steps.add(source.charAt(at++) == '.' ? nameOrNumber() : index());
        }
        return new Traversal(List.copyOf(steps), source.substring(start, at));
    }

    private String nameOrNumber() {
        if (peek() == '*') {
            at++;
            return "*";
        }
        int start = at;
        while (Character.isDigit(peek())) {
            at++;
        }
        return at > start ? source.substring(start, at) : name();
    }

    private String index() {
        space();
        String step;
        if (peek() == '"') {
            at++;
            step = templateUntil(true) instanceof Literal key ? key.value().asText() : notUnderstood();
            expect('"');
        } else {
            step = nameOrNumber();
        }
        space();
        expect(']');
        return step;
    }

    private List<Expression> list(char end) {
        List<Expression> elements = new ArrayList<>();
        space();
        while (peek() != end) {
            elements.add(expression());
            space();
            if (peek() == ',') {
                at++;
                space();
            } else if (peek() != end) {
                throw new NotUnderstood();
            }
        }
        at++;
        return List.copyOf(elements);
    }

    private Expression map() {
        expect('{');
        List<Map.Entry<Expression, Expression>> entries = new ArrayList<>();
        space();
        while (peek() != '}') {
            Expression key = key();
            space();
            if (peek() != '=' && peek() != ':') {
                throw new NotUnderstood();
            }
            at++;
            entries.add(Map.entry(key, expression()));
            space();
            if (peek() == ',') {
                at++;
                space();
            }
        }
        at++;
        return new MapOf(List.copyOf(entries));
    }

    /** A bare word is a key by its name. */
    private Expression key() {
        Expression read = expression();
        return read instanceof Traversal bare && bare.steps().size() == 1
                ? new Literal(TextNode.valueOf(bare.steps().get(0)))
                : read;
    }

    private String name() {
        int start = at;
        while (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-') {
            at++;
        }
        if (at == start || Character.isDigit(source.charAt(start))) {
            throw new NotUnderstood();
        }
        return source.substring(start, at);
    }

    private char escape() {
        at++;
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\\' -> c;
            default -> throw new NotUnderstood();
        };
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new NotUnderstood();
        }
        at++;
    }

    private void space() {
        while (Character.isWhitespace(peek())) {
            at++;
        }
    }

    private char peek() {
        return at < source.length() ? source.charAt(at) : '\0';
    }

    private static String notUnderstood() {
        throw new NotUnderstood();
    }

    /** Ends the reading of one expression; never leaves this class. */
    private static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }
}

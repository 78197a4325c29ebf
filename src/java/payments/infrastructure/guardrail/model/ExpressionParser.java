package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Expression.Access;
import payments.infrastructure.guardrail.model.Expression.Call;
import payments.infrastructure.guardrail.model.Expression.ListOf;
import payments.infrastructure.guardrail.model.Expression.Literal;
import payments.infrastructure.guardrail.model.Expression.Loop;
import payments.infrastructure.guardrail.model.Expression.MapOf;
import payments.infrastructure.guardrail.model.Expression.Opaque;
import payments.infrastructure.guardrail.model.Expression.Operation;
import payments.infrastructure.guardrail.model.Expression.Template;
import payments.infrastructure.guardrail.model.Expression.Traversal;

/**
 * Reads a string of Terraform JSON, which is a template: text with interpolations inside. What is not understood (directives
 * such as {@code %{if}}) becomes {@link Opaque}; it is never an error and never a guess.
 */
final class ExpressionParser {
    /** A hostile file must not end in a stack overflow. */
    private static final int DEEPEST = 100;

    /** From those that bind least; longer ones first. */
    private static final List<List<String>> OPERATORS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

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
            int start = at;
            Expression condition = binary(0);
            space();
            if (peek() != '?') {
                return condition;
            }
            at++;
            Expression then = expression();
            space();
            expect(':');
            Expression otherwise = expression();
            return new Operation("?", List.of(condition, then, otherwise), source.substring(start, at));
        } finally {
            depth--;
        }
    }

    /** Operators of this level and of those that bind more tightly. */
    private Expression binary(int level) {
        if (level == OPERATORS.size()) {
            return unary();
        }
        space();
        int start = at;
        Expression left = binary(level + 1);
        for (String operator = operator(level); !operator.isEmpty(); operator = operator(level)) {
            at += operator.length();
            Expression right = binary(level + 1);
            left = new Operation(operator, List.of(left, right), source.substring(start, at));
        }
        return left;
    }

    private String operator(int level) {
        int before = at;
        space();
        for (String operator : OPERATORS.get(level)) {
            if (source.startsWith(operator, at)) {
                return operator;
            }
        }
        at = before;
        return "";
    }

    private Expression unary() {
        space();
        int start = at;
        if (peek() == '!' || (peek() == '-' && !Character.isDigit(peek(1)))) {
            String operator = String.valueOf(source.charAt(at++));
            if (++depth > DEEPEST) {
                throw new NotUnderstood();
            }
            Expression operand = unary();
            depth--;
            return new Operation(operator, List.of(operand), source.substring(start, at));
        }
        return steps(term(), start);
    }

    private Expression term() {
        char c = peek();
        if (c == '"') {
            at++;
            Expression text = templateUntil(true);
            expect('"');
            return text;
        }
        if (c == '(') {
            at++;
            Expression inner = expression();
            space();
            expect(')');
            return new Access(inner, List.of(), "");
        }
        if (c == '[') {
            at++;
            return isLoop() ? loop(']') : new ListOf(list(']'));
        }
        if (c == '{') {
            at++;
            if (isLoop()) {
                return loop('}');
            }
            at--;
            return map();
        }
        return Character.isDigit(c) || c == '-' ? number() : nameOrCall();
    }

    /** The steps after a term: names and indexes, which may be computed. */
    private Expression steps(Expression term, int start) {
        List<Expression> steps = new ArrayList<>();
        while (peek() == '[' || (peek() == '.' && peek(1) != '.')) {
            if (source.charAt(at++) == '.') {
                String name = nameOrNumber();
                steps.add(name.equals("*") ? Expression.EVERY : text(name));
                continue;
            }
            space();
            if (peek() == '*') {
                at++;
                steps.add(Expression.EVERY);
            } else {
                steps.add(expression());
            }
            space();
            expect(']');
        }
        String text = source.substring(start, at);
        if (term instanceof Traversal root) {
            List<String> written = new ArrayList<>(root.steps());
            for (Expression step : steps) {
                if (step instanceof Literal literal && literal.value().isValueNode()) {
                    written.add(literal.value().asText());
                } else if (step.equals(Expression.EVERY)) {
                    written.add("*");
                } else {
                    return new Access(root, List.copyOf(steps), text);
                }
            }
            return new Traversal(List.copyOf(written), text);
        }
        // Parentheses end a walk: what follows them belongs to their result.
        Expression base = term instanceof Access inner && inner.text().isEmpty() ? inner.base() : term;
        return steps.isEmpty() ? base : new Access(base, List.copyOf(steps), text);
    }

    private static Literal text(String name) {
        return new Literal(TextNode.valueOf(name));
    }

    private boolean isLoop() {
        space();
        return source.startsWith("for", at) && Character.isWhitespace(peek(3));
    }

    private Expression loop(char end) {
        int start = at - 1;
        at += 3;
        List<String> names = new ArrayList<>();
        space();
        names.add(name());
        space();
        if (peek() == ',') {
            at++;
            space();
            names.add(name());
            space();
        }
        if (!name().equals("in")) {
            throw new NotUnderstood();
        }
        Expression collection = expression();
        space();
        expect(':');
        Expression element = expression();
        space();
        Optional<Expression> key = Optional.empty();
        boolean grouped = false;
        if (end == '}') {
            key = Optional.of(element);
            expect('=');
            expect('>');
            element = expression();
            space();
            if (source.startsWith("...", at)) {
                at += 3;
                grouped = true;
                space();
            }
        }
        Optional<Expression> condition = Optional.empty();
        if (source.startsWith("if", at) && !Character.isLetterOrDigit(peek(2))) {
            at += 2;
            condition = Optional.of(expression());
            space();
        }
        expect(end);
        return new Loop(List.copyOf(names), collection, key, element, condition, grouped, source.substring(start, at));
    }

    private Expression number() {
        int start = at++;
        while (Character.isDigit(peek()) || (peek() == '.' && Character.isDigit(peek(1)))) {
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
        return new Traversal(List.of(name), name);
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

    private List<Expression> list(char end) {
        List<Expression> elements = new ArrayList<>();
        space();
        while (peek() != end) {
            elements.add(expression());
            space();
            if (source.startsWith("...", at)) {
                throw new NotUnderstood();
            }
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

    /** Blanks and comments. */
    private void space() {
        while (true) {
            if (Character.isWhitespace(peek())) {
                at++;
            } else if (peek() == '#' || source.startsWith("//", at)) {
                skipTo("\n");
            } else if (source.startsWith("/*", at)) {
                skipTo("*/");
            } else {
                return;
            }
        }
    }

    private void skipTo(String end) {
        int found = source.indexOf(end, at);
        at = found < 0 ? source.length() : found + end.length();
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : '\0';
    }

    /** Ends the reading of one expression; never leaves this class. */
    private static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }
}

package payments.infrastructure.guardrail.model.hcl;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import payments.infrastructure.guardrail.model.hcl.Expression.Access;
import payments.infrastructure.guardrail.model.hcl.Expression.Call;
import payments.infrastructure.guardrail.model.hcl.Expression.ListOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Literal;
import payments.infrastructure.guardrail.model.hcl.Expression.Loop;
import payments.infrastructure.guardrail.model.hcl.Expression.MapOf;
import payments.infrastructure.guardrail.model.hcl.Expression.Opaque;
import payments.infrastructure.guardrail.model.hcl.Expression.Operation;
import payments.infrastructure.guardrail.model.hcl.Expression.Traversal;

/**
 * Reads expressions. In a string of Terraform JSON, which is a template, what is not understood becomes {@link Opaque}: never an
 * error and never a guess. In a file of HCL it is a fault.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#expressions">HCL: expressions</a>
 */
public final class ExpressionParser {
    /** A chain of operators is as deep as it is long. */
    private static final int MOST_OPERATORS = 250;

    private static final int MOST_DIGITS = 400;

    /** From those that bind least; longer ones first. */
    private static final List<List<String>> OPERATORS = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private final Cursor cursor;
    private final boolean strict;

    /**
     * A parser from the cursor's place on.
     *
     * @param strict whether what is not understood is a fault
     */
    ExpressionParser(Cursor cursor, boolean strict) {
        this.cursor = cursor;
        this.strict = strict;
    }

    /** The template as an expression; a text without an interpolation is a literal. */
    public static Expression template(String text) {
        if (!text.contains("${") && !text.contains("%{")) {
            return new Literal(TextNode.valueOf(text));
        }
        try {
            return TemplateParser.until(new ExpressionParser(new Cursor(text), false), text.length(), false);
        } catch (SyntaxFault e) {
            return new Opaque(text);
        }
    }

    Cursor cursor() {
        return cursor;
    }

    boolean isStrict() {
        return strict;
    }

    Expression expression() {
        return cursor.deeper(this::choice);
    }

    private Expression choice() {
        cursor.space();
        int start = cursor.at();
        Expression condition = binary(0);
        cursor.space();
        if (!cursor.passes("?")) {
            return condition;
        }
        Expression then = expression();
        cursor.space();
        cursor.expect(":", "between the two results of a choice");
        Expression otherwise = expression();
        return new Operation("?", List.of(condition, then, otherwise), cursor.copy(start));
    }

    /** Operators of this level and of those that bind more tightly. */
    private Expression binary(int level) {
        if (level == OPERATORS.size()) {
            return unary();
        }
        cursor.space();
        int start = cursor.at();
        Expression left = binary(level + 1);
        int count = 0;
        for (String operator = operator(level); !operator.isEmpty(); operator = operator(level)) {
            if (++count > MOST_OPERATORS) {
                throw new SyntaxFault(
                        cursor.at(),
                        "more than %d operators follow one another here, which is not read".formatted(MOST_OPERATORS));
            }
            cursor.passes(operator);
            Expression right = binary(level + 1);
            left = new Operation(operator, List.of(left, right), cursor.copy(start));
        }
        return left;
    }

    private String operator(int level) {
        int before = cursor.at();
        cursor.space();
        for (String operator : OPERATORS.get(level)) {
            if (cursor.sees(operator)) {
                return operator;
            }
        }
        cursor.moveTo(before);
        return "";
    }

    private Expression unary() {
        cursor.space();
        int start = cursor.at();
        if (cursor.peek() == '!' || (cursor.peek() == '-' && !Character.isDigit(cursor.peek(1)))) {
            String operator = String.valueOf(cursor.next());
            Expression operand = cursor.deeper(this::unary);
            return new Operation(operator, List.of(operand), cursor.copy(start));
        }
        return steps(term(), start);
    }

    private Expression term() {
        char c = cursor.peek();
        switch (c) {
            case '"' -> {
                cursor.next();
                return TemplateParser.quoted(this);
            }
            case '(', '[', '{' -> {
                cursor.next();
                boolean before = cursor.linesAreBlank(true);
                Expression read = c == '(' ? parentheses() : c == '[' ? brackets() : braces();
                cursor.linesAreBlank(before);
                return read;
            }
            case '<' -> {
                return Heredoc.read(this);
            }
            default -> {
                return Character.isDigit(c) || c == '-' ? number() : nameOrCall();
            }
        }
    }

    private Expression parentheses() {
        Expression inner = expression();
        cursor.space();
        cursor.expect(")", "after the expression");
        return new Access(inner, List.of(), "");
    }

    private Expression brackets() {
        int start = cursor.at() - 1;
        return isLoop() ? loop(start, "]") : new ListOf(list("]", false).expressions());
    }

    private Expression braces() {
        int start = cursor.at() - 1;
        return isLoop() ? loop(start, "}") : map();
    }

    /** The steps after a term: names and indexes, which may be computed. */
    private Expression steps(Expression term, int start) {
        List<Expression> steps = new ArrayList<>();
        while (cursor.peek() == '[' || (cursor.peek() == '.' && cursor.peek(1) != '.')) {
            if (cursor.next() == '.') {
                String name = nameOrNumber();
                steps.add(name.equals("*") ? Expression.EVERY : text(name));
                continue;
            }
            boolean before = cursor.linesAreBlank(true);
            cursor.space();
            steps.add(cursor.passes("*") ? Expression.EVERY : expression());
            cursor.space();
            cursor.expect("]", "after the key");
            cursor.linesAreBlank(before);
        }
        // Parentheses end a walk: what follows them belongs to their result.
        Expression base = term instanceof Access inner && inner.text().isEmpty() ? inner.base() : term;
        if (steps.isEmpty()) {
            return base;
        }
        String text = cursor.copy(start);
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
        return new Access(base, List.copyOf(steps), text);
    }

    private static Literal text(String name) {
        return new Literal(TextNode.valueOf(name));
    }

    private boolean isLoop() {
        cursor.space();
        return cursor.sees("for") && Character.isWhitespace(cursor.peek(3));
    }

    private Expression loop(int start, String end) {
        cursor.passes("for");
        List<String> names = loopNames();
        Expression collection = expression();
        cursor.space();
        cursor.expect(":", "between the collection and the result of a for expression");
        Expression element = expression();
        cursor.space();
        Optional<Expression> key = Optional.empty();
        boolean grouped = false;
        if (end.equals("}")) {
            key = Optional.of(element);
            cursor.expect("=>", "between the key and the value of a for expression");
            element = expression();
            cursor.space();
            grouped = cursor.passes("...");
            cursor.space();
        }
        Optional<Expression> condition = Optional.empty();
        if (cursor.seesWord("if")) {
            cursor.passes("if");
            condition = Optional.of(expression());
            cursor.space();
        }
        cursor.expect(end, "after the for expression");
        return new Loop(names, collection, key, element, condition, grouped, cursor.copy(start));
    }

    /** What {@code for} calls its elements, up to the word {@code in}. */
    List<String> loopNames() {
        List<String> names = new ArrayList<>();
        do {
            cursor.space();
            names.add(cursor.name("the name of an element"));
            cursor.space();
        } while (names.size() < 2 && cursor.passes(","));
        if (!cursor.seesWord("in")) {
            throw cursor.expected("\"in\" before the collection of a for expression");
        }
        cursor.passes("in");
        return List.copyOf(names);
    }

    private Expression number() {
        int start = cursor.at();
        cursor.next();
        digits();
        if (cursor.peek() == '.' && Character.isDigit(cursor.peek(1))) {
            cursor.next();
            digits();
        }
        if (cursor.peek() == 'e' || cursor.peek() == 'E') {
            int sign = cursor.peek(1) == '+' || cursor.peek(1) == '-' ? 2 : 1;
            if (Character.isDigit(cursor.peek(sign))) {
                cursor.moveTo(cursor.at() + sign);
                digits();
            }
        }
        try {
            BigDecimal number = new BigDecimal(cursor.between(start, cursor.at()));
            if (Math.abs((long) number.precision() - number.scale()) > MOST_DIGITS
                    || number.precision() > MOST_DIGITS) {
                throw new SyntaxFault(start, "this number is too large to be read");
            }
            BigDecimal plain = number.stripTrailingZeros();
            return new Literal(DecimalNode.valueOf(plain.scale() < 0 ? plain.setScale(0) : plain));
        } catch (NumberFormatException e) {
            throw new SyntaxFault(start, "this is no number");
        }
    }

    private void digits() {
        while (Character.isDigit(cursor.peek())) {
            cursor.next();
        }
    }

    private Expression nameOrCall() {
        int start = cursor.at();
        String name = cursor.name("a value");
        switch (name) {
            case "true", "false" -> {
                return new Literal(BooleanNode.valueOf(name.equals("true")));
            }
            case "null" -> {
                return new Literal(NullNode.getInstance());
            }
            default -> {}
        }
        String function = name;
        while (cursor.passes("::")) {
            function += "::" + cursor.name("the name of a function");
        }
        if (!cursor.passes("(")) {
            if (!function.equals(name)) {
                throw cursor.expected("\"(\" after the name of a function");
            }
            return new Traversal(List.of(name), name);
        }
        boolean before = cursor.linesAreBlank(true);
        Elements arguments = list(")", true);
        cursor.linesAreBlank(before);
        return new Call(function, arguments.expressions(), arguments.spread(), cursor.copy(start));
    }

    private String nameOrNumber() {
        if (cursor.passes("*")) {
            return "*";
        }
        int start = cursor.at();
        digits();
        return cursor.at() > start ? cursor.between(start, cursor.at()) : cursor.name("the name of an attribute");
    }

    /** The elements of a list, or the arguments of a call of which the last one may be a list of arguments. */
    private record Elements(List<Expression> expressions, boolean spread) {}

    private Elements list(String end, boolean spreads) {
        List<Expression> elements = new ArrayList<>();
        boolean spread = false;
        cursor.space();
        while (!cursor.passes(end)) {
            elements.add(expression());
            cursor.space();
            spread = spreads && cursor.passes("...");
            cursor.space();
            if (spread || !cursor.passes(",")) {
                cursor.expect(end, spread ? "after the last argument" : "or \",\"");
                break;
            }
            cursor.space();
        }
        return new Elements(List.copyOf(elements), spread);
    }

    private Expression map() {
        List<Map.Entry<Expression, Expression>> entries = new ArrayList<>();
        cursor.lines();
        while (!cursor.passes("}")) {
            cursor.linesAreBlank(false);
            Expression key = key();
            cursor.space();
            if (cursor.sees("==") || !(cursor.passes("=") || cursor.passes(":"))) {
                throw cursor.expected("\"=\" after a key");
            }
            entries.add(Map.entry(key, expression()));
            cursor.space();
            int end = cursor.at();
            boolean line = cursor.peek() == '\n';
            if (!line && !cursor.passes(",") && cursor.peek() != '}') {
                throw cursor.expected("\",\", \"}\" or a new line after an element of a map");
            }
            cursor.lines();
            if (line && cursor.peek() != '}') {
                cursor.copyAs(end, ", ");
            }
        }
        return new MapOf(List.copyOf(entries));
    }

    /** A bare word is a key by its name; in parentheses it is an expression. */
    private Expression key() {
        boolean computed = cursor.peek() == '(';
        Expression read = expression();
        return !computed && read instanceof Traversal bare && bare.steps().size() == 1
                ? text(bare.steps().get(0))
                : read;
    }
}

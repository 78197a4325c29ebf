package payments.infrastructure.guardrail.alarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metric math of an alarm: operators, comparisons and the functions that work on one data point at a time. Where a part of it is
 * missing, the data point is, but for {@code FILL}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">AWS: using metric math</a>
 */
public final class MetricExpression {
    private static final Pattern TOKEN =
            Pattern.compile("\\s*(\\d+\\.?\\d*(?:[eE][-+]?\\d+)?|[A-Za-z]\\w*|>=|<=|==|!=|[-+*/^()<>,\\[\\]])");
    private static final Set<String> FUNCTIONS =
            Set.of("ABS", "AVG", "CEIL", "FILL", "FLOOR", "IF", "MAX", "MIN", "SUM");
    private static final int LONGEST = 2000;

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Reading> named;
    private final Set<MetricName> used = new HashSet<>();
    private boolean divides;
    private int at;

    private MetricExpression(Map<String, Reading> named) {
        this.named = named;
    }

    /** A part of an expression, at a time. */
    private interface Part {
        OptionalDouble at(Day day, int from, int to);
    }

    private interface Operation {
        double on(double left, double right);
    }

    /** An expression that cannot be worked out here. */
    private static final class Unread extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The expression as a reading; empty when it has something in it that is not worked out here, such as a band or a search.
     *
     * @param named the queries beside it, by their ids
     */
    public static Optional<Reading> of(String expression, Map<String, Reading> named) {
        MetricExpression reader = new MetricExpression(named);
        Matcher token = TOKEN.matcher(expression);
        int end = 0;
        while (token.find(end) && token.start() == end && end < LONGEST) {
            reader.tokens.add(token.group(1));
            end = token.end();
        }
        if (!expression.substring(end).isBlank()) {
            return Optional.empty();
        }
        try {
            Part part = reader.compared();
            return reader.at == reader.tokens.size() ? Optional.of(reader.reading(part)) : Optional.empty();
        } catch (Unread e) {
            return Optional.empty();
        }
    }

    private Reading reading(Part part) {
        Set<MetricName> metrics = Set.copyOf(used);
        boolean share = divides;
        return new Reading() {
            @Override
            public OptionalDouble of(Day day, int from, int to) {
                return part.at(day, from, to);
            }

            @Override
            public Set<MetricName> metrics() {
                return metrics;
            }

            @Override
            public boolean isShare() {
                return share;
            }
        };
    }

    private Part compared() {
        Part left = sum();
        while (next("<", ">", "<=", ">=", "==", "!=")) {
            String operator = tokens.get(at - 1);
            left = both(left, sum(), (a, b) -> holds(operator, a, b) ? 1 : 0);
        }
        return left;
    }

    private static boolean holds(String operator, double left, double right) {
        return switch (operator) {
            case "<" -> left < right;
            case ">" -> left > right;
            case "<=" -> left <= right;
            case ">=" -> left >= right;
            case "==" -> left == right;
            default -> left != right;
        };
    }

    private Part sum() {
        Part left = product();
        while (next("+", "-")) {
            boolean plus = tokens.get(at - 1).equals("+");
            left = both(left, product(), (a, b) -> plus ? a + b : a - b);
        }
        return left;
    }

    private Part product() {
        Part left = factor();
        while (next("*", "/", "^")) {
            String operator = tokens.get(at - 1);
            divides |= operator.equals("/");
            left = both(
                    left,
                    factor(),
                    (a, b) -> operator.equals("*") ? a * b : operator.equals("/") ? a / b : Math.pow(a, b));
        }
        return left;
    }

    private Part factor() {
        if (next("-")) {
            Part inner = factor();
            return (day, from, to) -> map(inner.at(day, from, to), value -> -value);
        }
        if (next("(")) {
            Part inner = compared();
            expect(")");
            return inner;
        }
        if (at >= tokens.size()) {
            throw new Unread();
        }
        String token = tokens.get(at++);
        if (Character.isDigit(token.charAt(0))) {
            double number = Double.parseDouble(token);
            return (day, from, to) -> OptionalDouble.of(number);
        }
        if (FUNCTIONS.contains(token)) {
            expect("(");
            return function(token);
        }
        Reading reading = named.get(token);
        if (reading == null) {
            throw new Unread();
        }
        used.addAll(reading.metrics());
        divides |= reading.isShare();
        return reading::of;
    }

    private Part function(String name) {
        List<Part> parts = new ArrayList<>();
        boolean list = next("[");
        do {
            parts.add(compared());
        } while (next(","));
        if (list) {
            expect("]");
        }
        expect(")");
        Part first = parts.get(0);
        return switch (name) {
            case "ABS" -> (day, from, to) -> map(first.at(day, from, to), Math::abs);
            case "CEIL" -> (day, from, to) -> map(first.at(day, from, to), Math::ceil);
            case "FLOOR" -> (day, from, to) -> map(first.at(day, from, to), Math::floor);
            case "FILL" ->
                chosen(parts, 2, (day, from, to) -> first.at(day, from, to).isPresent() ? 0 : 1);
            case "IF" ->
                chosen(parts, 3, (day, from, to) -> first.at(day, from, to).orElse(0) == 0 ? 2 : 1);
            default -> {
                if (!list) {
                    throw new Unread();
                }
                yield together(name, parts);
            }
        };
    }

    private interface Choice {
        int at(Day day, int from, int to);
    }

    private static Part chosen(List<Part> parts, int size, Choice choice) {
        if (parts.size() != size) {
            throw new Unread();
        }
        return (day, from, to) -> parts.get(choice.at(day, from, to)).at(day, from, to);
    }

    /** One data point of several; those that are missing are left out. */
    private static Part together(String name, List<Part> parts) {
        return (day, from, to) -> {
            double[] values = parts.stream()
                    .map(part -> part.at(day, from, to))
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .toArray();
            if (values.length == 0) {
                return OptionalDouble.empty();
            }
            DoubleSummaryStatistics summary = Arrays.stream(values).summaryStatistics();
            return OptionalDouble.of(
                    switch (name) {
                        case "AVG" -> summary.getAverage();
                        case "MAX" -> summary.getMax();
                        case "MIN" -> summary.getMin();
                        default -> summary.getSum();
                    });
        };
    }

    private static Part both(Part left, Part right, Operation operation) {
        return (day, from, to) -> {
            OptionalDouble one = left.at(day, from, to);
            OptionalDouble other = right.at(day, from, to);
            if (one.isEmpty() || other.isEmpty()) {
                return OptionalDouble.empty();
            }
            double value = operation.on(one.getAsDouble(), other.getAsDouble());
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        };
    }

    private static OptionalDouble map(OptionalDouble value, DoubleUnaryOperator change) {
        return value.isPresent() ? OptionalDouble.of(change.applyAsDouble(value.getAsDouble())) : value;
    }

    private boolean next(String... wanted) {
        if (at < tokens.size() && List.of(wanted).contains(tokens.get(at))) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String wanted) {
        if (!next(wanted)) {
            throw new Unread();
        }
    }
}

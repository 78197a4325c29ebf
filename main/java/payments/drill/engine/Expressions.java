package payments.drill.engine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of DynamoDB's expression language that the service uses (developer guide, "Condition and filter expressions",
 * "Update expressions"). What it does not know it refuses, so that a new expression cannot pass for true.
 *
 * <p>Not for concurrent use.
 */
final class Expressions {
    private static final Pattern TOKEN = Pattern.compile("<>|<=|>=|[=<>(),]|[#:\\w]+");
    private static final Map<String, List<String>> PARSED = new ConcurrentHashMap<>();

    private final List<String> tokens;
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Map<String, AttributeValue> item;
    private int next;

    private Expressions(
            String expression,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        this.tokens = PARSED.computeIfAbsent(expression, Expressions::parse);
        this.names = names;
        this.values = values;
        this.item = item;
    }

    /** Whether the condition holds for the item; an empty item is none. A missing condition holds. */
    static boolean holds(
            @Nullable String condition,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        if (condition == null) {
            return true;
        }
        Expressions expression = new Expressions(condition, names, values, item);
        boolean result = expression.either();
        expression.requireEnd();
        return result;
    }

    /** The item after the update. */
    static Map<String, AttributeValue> updated(
            String update,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            Map<String, AttributeValue> item) {
        Expressions expression = new Expressions(update, names, values, item);
        Map<String, AttributeValue> after = new HashMap<>(item);
        while (expression.next < expression.tokens.size()) {
            String clause = expression.take();
            do {
                String attribute = expression.name(expression.take());
                if (clause.equals("REMOVE")) {
                    after.remove(attribute);
                } else if (clause.equals("SET")) {
                    expression.expect("=");
                    after.put(attribute, expression.assigned());
                } else {
                    throw new IllegalArgumentException("unknown clause " + clause);
                }
            } while (expression.skip(","));
        }
        return after;
    }

    private static List<String> parse(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        int end = 0;
        while (matcher.find()) {
            if (!expression.substring(end, matcher.start()).isBlank()) {
                break;
            }
            tokens.add(matcher.group());
            end = matcher.end();
        }
        if (!expression.substring(end).isBlank()) {
            throw new IllegalArgumentException("cannot read \"%s\" from %d on".formatted(expression, end));
        }
        return List.copyOf(tokens);
    }

    private boolean either() {
        boolean result = both();
        while (skip("OR")) {
            result |= both();
        }
        return result;
    }

    private boolean both() {
        boolean result = single();
        while (skip("AND")) {
            result &= single();
        }
        return result;
    }

    private boolean single() {
        if (skip("(")) {
            boolean result = either();
            expect(")");
            return result;
        }
        String first = take();
        if (first.equals("attribute_exists") || first.equals("attribute_not_exists")) {
            expect("(");
            boolean exists = item.containsKey(name(take()));
            expect(")");
            return exists == first.equals("attribute_exists");
        }
        AttributeValue left = item.get(name(first));
        String operator = take();
        AttributeValue right = value(take());
        return left != null && compare(left, operator, right);
    }

    private static boolean compare(AttributeValue left, String operator, AttributeValue right) {
        return switch (operator) {
            case "=" -> left.equals(right);
            case "<>" -> !left.equals(right);
            case "<" -> ordered(left, right) < 0;
            case "<=" -> ordered(left, right) <= 0;
            case ">" -> ordered(left, right) > 0;
            default -> throw new IllegalArgumentException("unknown operator " + operator);
        };
    }

    /** Texts of ASCII alone, whose order by bytes is that by characters; everything else must be a number. */
    private static int ordered(AttributeValue left, AttributeValue right) {
        return left.s() != null && right.s() != null
                ? left.s().compareTo(right.s())
                : number(left).compareTo(number(right));
    }

    private AttributeValue assigned() {
        String first = take();
        if (!first.equals("if_not_exists")) {
            return value(first);
        }
        expect("(");
        AttributeValue present = item.get(name(take()));
        expect(",");
        AttributeValue otherwise = value(take());
        expect(")");
        return present == null ? otherwise : present;
    }

    private static BigDecimal number(AttributeValue value) {
        return new BigDecimal(value.n());
    }

    private String name(String token) {
        String name = token.startsWith("#") ? names.get(token) : token;
        if (name == null) {
            throw new IllegalArgumentException("no name for " + token);
        }
        return name;
    }

    private AttributeValue value(String token) {
        AttributeValue value = values.get(token);
        if (value == null) {
            throw new IllegalArgumentException("no value for " + token);
        }
        return value;
    }

    private String take() {
        return tokens.get(next++);
    }

    private boolean skip(String token) {
        if (next < tokens.size() && tokens.get(next).equals(token)) {
            next++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!skip(token)) {
            throw new IllegalArgumentException("no %s at %d of %s".formatted(token, next, tokens));
        }
    }

    private void requireEnd() {
        if (next < tokens.size()) {
            throw new IllegalArgumentException("nothing is known from %d on in %s".formatted(next, tokens));
        }
    }
}

package payments.infrastructure.guardrail.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** How a value of a policy compares with a value of a request (IAM User Guide, "IAM JSON policy elements: Condition operators"). */
public enum Comparison {
    STRING_EQUALS("StringEquals"),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase"),
    STRING_LIKE("StringLike"),
    /** AWS: {@code ArnEquals} and {@code ArnLike} behave identically. */
    ARN_LIKE("ArnLike"),
    NUMERIC_EQUALS("NumericEquals"),
    NUMERIC_LESS("NumericLessThan"),
    NUMERIC_AT_MOST("NumericLessThanEquals"),
    NUMERIC_GREATER("NumericGreaterThan"),
    NUMERIC_AT_LEAST("NumericGreaterThanEquals"),
    DATE_EQUALS("DateEquals"),
    DATE_LESS("DateLessThan"),
    DATE_AT_MOST("DateLessThanEquals"),
    DATE_GREATER("DateGreaterThan"),
    DATE_AT_LEAST("DateGreaterThanEquals"),
    BOOL("Bool"),
    /** Base64 texts, equal byte for byte. */
    BINARY_EQUALS("BinaryEquals"),
    IP_ADDRESS("IpAddress"),
    /** Whether the key is absent. */
    NULL("Null");

    private final String operator;

    Comparison(String operator) {
        this.operator = operator;
    }

    static Optional<Comparison> named(String name) {
        String operator = name.equals("ArnEquals") ? ARN_LIKE.operator : name;
        return Arrays.stream(values())
                .filter(comparison -> comparison.operator.equals(operator))
                .findFirst();
    }

    /** Whether a value can stand in a policy; one that holds a variable or reference can. */
    boolean accepts(String expected) {
        if (Interpolations.in(expected)) {
            return true;
        }
        return switch (this) {
            case NUMERIC_EQUALS, NUMERIC_LESS, NUMERIC_AT_MOST, NUMERIC_GREATER, NUMERIC_AT_LEAST ->
                Scalars.number(expected) != null;
            case DATE_EQUALS, DATE_LESS, DATE_AT_MOST, DATE_GREATER, DATE_AT_LEAST -> Scalars.date(expected) != null;
            case BOOL, NULL -> expected.equalsIgnoreCase("true") || expected.equalsIgnoreCase("false");
            case IP_ADDRESS -> AddressBlock.parse(expected) != null;
            default -> true;
        };
    }

    Truth test(String expected, String actual, @Nullable RequestContext variables) {
        return switch (this) {
            case STRING_EQUALS, BINARY_EQUALS -> TextMatch.equal(expected, actual, variables);
            case STRING_EQUALS_IGNORE_CASE, BOOL -> TextMatch.equal(lower(expected), lower(actual), variables);
            case STRING_LIKE -> TextMatch.glob(expected, actual, variables);
            case ARN_LIKE -> TextMatch.arn(expected, actual, variables);
            case NUMERIC_EQUALS -> numbers(expected, actual, order -> order == 0);
            case NUMERIC_LESS -> numbers(expected, actual, order -> order < 0);
            case NUMERIC_AT_MOST -> numbers(expected, actual, order -> order <= 0);
            case NUMERIC_GREATER -> numbers(expected, actual, order -> order > 0);
            case NUMERIC_AT_LEAST -> numbers(expected, actual, order -> order >= 0);
            case DATE_EQUALS -> dates(expected, actual, order -> order == 0);
            case DATE_LESS -> dates(expected, actual, order -> order < 0);
            case DATE_AT_MOST -> dates(expected, actual, order -> order <= 0);
            case DATE_GREATER -> dates(expected, actual, order -> order > 0);
            case DATE_AT_LEAST -> dates(expected, actual, order -> order >= 0);
            case IP_ADDRESS -> addresses(expected, actual);
            case NULL -> throw new IllegalStateException("Null asks for the key, it compares no values");
        };
    }

    /** Names of context keys inside variables know no case, so lower case changes no variable's meaning. */
    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static Truth numbers(String expected, String actual, IntPredicate holds) {
        return ordered(expected, actual, Scalars.number(expected), Scalars.number(actual), holds);
    }

    private static Truth dates(String expected, String actual, IntPredicate holds) {
        return ordered(expected, actual, Scalars.date(expected), Scalars.date(actual), holds);
    }

    private static <T extends Comparable<T>> Truth ordered(
            String expected, String actual, @Nullable T limit, @Nullable T value, IntPredicate holds) {
        if (limit == null || value == null) {
            return unreadable(expected, actual);
        }
        return Truth.of(holds.test(value.compareTo(limit)));
    }

    private static Truth addresses(String expected, String actual) {
        AddressBlock block = AddressBlock.parse(expected);
        AddressBlock address = AddressBlock.parse(actual);
        return block == null || address == null ? unreadable(expected, actual) : Truth.of(block.holds(address));
    }

    private static Truth unreadable(String expected, String actual) {
        return Truth.of(Interpolations.in(expected) || Interpolations.in(actual))
                .and(Truth.UNKNOWN);
    }
}

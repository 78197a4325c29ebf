package payments.infrastructure.access;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.RequestContext;

/** What may be known of a request, so that conditions that differ are answered differently. */
final class Contexts {
    /** What the evaluator takes from the caller: other callers are asked for, not other values. */
    private static final Set<String> OF_CALLER =
            Set.of("aws:principalarn", "aws:principalaccount", "kms:calleraccount", "aws:principalisawsservice");

    /** An address of the block that is reserved for documents (RFC 5737), so nobody's. */
    private static final String SOME_ADDRESS = "203.0.113.77/32";

    private Contexts() {}

    /** Nothing known, and for each key of the conditions each of its values, another value, and its absence. */
    static List<RequestContext> of(List<PolicyStatement> statements) {
        Set<String> seen = new LinkedHashSet<>();
        List<RequestContext> contexts = new ArrayList<>(List.of(RequestContext.nothing()));
        statements.stream()
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> !OF_CALLER.contains(condition.key().toLowerCase(Locale.ROOT)))
                .forEach(condition -> {
                    String key = condition.key();
                    if (seen.add(key.toLowerCase(Locale.ROOT))) {
                        contexts.add(RequestContext.nothing().without(key));
                    }
                    values(condition)
                            .filter(value -> seen.add(key.toLowerCase(Locale.ROOT) + "=" + value))
                            .forEach(value ->
                                    contexts.add(RequestContext.nothing().with(key, value)));
                });
        return contexts;
    }

    /** The values of the caller's own keys that conditions name, by key in small letters. */
    static Stream<String> callers(List<PolicyStatement> statements, String key) {
        return statements.stream()
                .flatMap(statement -> statement.conditions().stream())
                .filter(condition -> condition.key().equalsIgnoreCase(key))
                .flatMap(condition -> condition.values().stream());
    }

    private static Stream<String> values(Condition condition) {
        return switch (condition.operator().comparison()) {
            case BOOL -> Stream.of("true", "false");
            case NULL -> Stream.of(Samples.NAME);
            case IP_ADDRESS -> Stream.concat(condition.values().stream(), Stream.of(SOME_ADDRESS));
            case NUMERIC_EQUALS, NUMERIC_LESS, NUMERIC_AT_MOST, NUMERIC_GREATER, NUMERIC_AT_LEAST ->
                condition.values().stream().flatMap(Contexts::around);
            case DATE_EQUALS, DATE_LESS, DATE_AT_MOST, DATE_GREATER, DATE_AT_LEAST, BINARY_EQUALS ->
                condition.values().stream();
            default -> Stream.concat(condition.values().stream().map(Contexts::sample), Stream.of(Samples.NAME));
        };
    }

    private static String sample(String value) {
        return value.equals("*") ? Samples.NAME : Samples.of(value);
    }

    private static Stream<String> around(String number) {
        if (number.contains("${")) {
            return Stream.of(number);
        }
        BigDecimal value = new BigDecimal(number.strip());
        return Stream.of(value, value.add(BigDecimal.ONE), value.subtract(BigDecimal.ONE))
                .map(BigDecimal::toPlainString);
    }
}

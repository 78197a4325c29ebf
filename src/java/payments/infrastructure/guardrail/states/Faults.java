package payments.infrastructure.guardrail.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What is found wrong in one definition, and the questions that are asked of many of its fields. */
final class Faults {
    /** The most seconds that a field of a state takes: a little more than three years. */
    static final long MOST_SECONDS = 99_999_999;

    private static final String OPEN = "${";

    private final List<Fault> found = new ArrayList<>();

    /** All of them, in the order of the definition. */
    List<Fault> all() {
        return List.copyOf(found);
    }

    /** Notes one. */
    void add(String state, String what, String expected) {
        found.add(new Fault(state, what, expected));
    }

    /** Whether the value is left for Terraform or, in JSONata, for the execution to fill in. */
    static boolean isOpen(JsonNode value) {
        return value.isTextual()
                && (value.textValue().contains(OPEN) || value.textValue().startsWith("{%"));
    }

    /** A field that may be absent holds a whole number from the first to the last. */
    void whole(String state, JsonNode holder, String field, long first, long last) {
        require(
                state,
                holder,
                field,
                value -> value.isIntegralNumber() && value.canConvertToLong() && isBetween(value, first, last),
                "a whole number from %d to %d".formatted(first, last));
    }

    /** A field that may be absent holds a number from the first to the last. */
    void number(String state, JsonNode holder, String field, long first, long last) {
        require(
                state,
                holder,
                field,
                value -> value.isNumber() && isBetween(value, first, last),
                "a number from %d to %d".formatted(first, last));
    }

    /** A field that may be absent holds one of some words. */
    void oneOf(String state, JsonNode holder, String field, Set<String> words) {
        require(
                state,
                holder,
                field,
                value -> value.isTextual() && words.contains(value.textValue()),
                "one of " + String.join(", ", new TreeSet<>(words)));
    }

    /** A field that may be absent satisfies a condition. */
    void require(String state, JsonNode holder, String field, Predicate<JsonNode> condition, String expected) {
        if (holder.has(field) && !isOpen(holder.path(field)) && !condition.test(holder.path(field))) {
            add(state, "%s %s".formatted(field, holder.path(field)), expected);
        }
    }

    /** Of these fields exactly one is given. */
    void exactlyOne(String state, JsonNode holder, String... fields) {
        List<String> given = given(holder, fields);
        if (given.size() != 1) {
            add(
                    state,
                    given.isEmpty() ? "none of " + String.join(", ", fields) : String.join(" and ", given),
                    "exactly one of " + String.join(", ", fields));
        }
    }

    /** Of these fields at most one is given. */
    void atMostOne(String state, JsonNode holder, String... fields) {
        List<String> given = given(holder, fields);
        if (given.size() > 1) {
            add(state, String.join(" and ", given), "one of them");
        }
    }

    /** No other fields than these are given. */
    void onlyFields(String state, String what, JsonNode holder, Set<String> allowed) {
        holder.fieldNames().forEachRemaining(field -> {
            if (!allowed.contains(field) && !field.contains(OPEN)) {
                add(
                        state,
                        "%s with %s".formatted(what, field),
                        "fields of " + String.join(", ", new TreeSet<>(allowed)));
            }
        });
    }

    private static List<String> given(JsonNode holder, String... fields) {
        return List.of(fields).stream().filter(holder::has).toList();
    }

    private static boolean isBetween(JsonNode value, long first, long last) {
        BigDecimal number = value.decimalValue();
        return number.compareTo(BigDecimal.valueOf(first)) >= 0 && number.compareTo(BigDecimal.valueOf(last)) <= 0;
    }
}

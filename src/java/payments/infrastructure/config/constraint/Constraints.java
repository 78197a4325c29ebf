package payments.infrastructure.config.constraint;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks values against the constraint annotations of the record components that they are for. */
public final class Constraints {
    private Constraints() {}

    /**
     * Checks the values of a whole record; called from its compact constructor, so that no invalid settings exist.
     *
     * @param type the record's class
     * @param values the components' values, in their order; null for an absent optional one
     * @throws ConstraintViolationException naming every component that is out of its bounds
     */
    public static void check(Class<? extends Record> type, @Nullable Object... values) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != values.length) {
            throw new IllegalStateException("%s has %d components but %d values were given to check"
                    .formatted(type.getSimpleName(), components.length, values.length));
        }
        if (Contradictions.areCollected()) {
            return;
        }
        List<Violation> violations = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            Object value = values[i];
            if (value != null) {
                violations.addAll(violations(components[i], value));
            }
        }
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(type, violations);
        }
    }

    /** What is wrong with one value; the loader asks before a record is made, so as to report every component. */
    public static List<Violation> violations(RecordComponent component, Object value) {
        List<Violation> violations = new ArrayList<>();
        Range range = component.getAnnotation(Range.class);
        if (range != null && value instanceof Integer number && (number < range.min() || number > range.max())) {
            violations.add(new Violation(
                    component.getName(), value, "a whole number from %d to %d".formatted(range.min(), range.max())));
        }
        OneOf oneOf = component.getAnnotation(OneOf.class);
        if (oneOf != null
                && value instanceof Integer number
                && Arrays.stream(oneOf.value()).noneMatch(allowed -> allowed == number)) {
            violations.add(new Violation(component.getName(), value, "one of " + Arrays.toString(oneOf.value())));
        }
        Matches matches = component.getAnnotation(Matches.class);
        if (matches != null && value instanceof String text && !matches(text, matches.value())) {
            violations.add(new Violation(component.getName(), value, matches.says()));
        }
        Obeys obeys = component.getAnnotation(Obeys.class);
        if (obeys != null && violations.isEmpty()) {
            (value instanceof List<?> list ? list : List.of(value))
                    .stream()
                            .flatMap(one -> Stream.ofNullable(obeys.value().refusal(String.valueOf(one))))
                            .map(why -> new Violation(
                                    component.getName(), value, obeys.value().says(), why))
                            .forEach(violations::add);
        }
        return violations;
    }

    /**
     * Whether a whole text of a stranger matches. Java's matcher calls itself for each repetition of a group: a text that
     * needs more than its stack is longer than any that is allowed.
     */
    public static boolean matches(String text, String pattern) {
        try {
            return text.matches(pattern);
        } catch (StackOverflowError e) {
            return false;
        }
    }

    /**
     * One value out of bounds.
     *
     * @param component the record component, which is also the key in the deployment file
     * @param value the value given
     * @param allowed what is allowed, in words
     * @param why the rule that refuses it; null where {@code allowed} says all
     */
    public record Violation(
            String component,
            Object value,
            String allowed,
            @Nullable String why) {
        Violation(String component, Object value, String allowed) {
            this(component, value, allowed, null);
        }
    }
}

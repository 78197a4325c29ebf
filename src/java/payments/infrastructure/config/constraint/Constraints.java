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
     * Checks a record and the records in it: each value against its annotations, then the values against each other.
     *
     * @throws ConstraintViolationException naming every component of a record that is out of its bounds
     * @throws IllegalStateException naming every rule that the values of a record break together
     */
    public static void requireValid(Record record) {
        List<Violation> violations = new ArrayList<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = valueOf(component, record);
            if (value != null) {
                violations.addAll(violations(component, value));
                recordsIn(value).forEach(Constraints::requireValid);
            }
        }
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(record.getClass(), violations);
        }
        if (record instanceof Validated validated) {
            Contradictions.of(validated).throwIfAny();
        }
    }

    private static @Nullable Object valueOf(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be read".formatted(component), e);
        }
    }

    private static Stream<Record> recordsIn(Object value) {
        return (value instanceof List<?> list ? list.stream() : Stream.of(value))
                .filter(Record.class::isInstance)
                .map(Record.class::cast);
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
                            .flatMap(one -> Stream.ofNullable(obeys.value().violation(String.valueOf(one))))
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

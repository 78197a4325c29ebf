package payments.infrastructure.reality;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import payments.infrastructure.text.Nearest;

/**
 * What AWS accepts in one argument.
 *
 * @param argument its path, such as {@code dead_letter_config.target_arn}
 * @param kind how it is limited
 * @param allowed for {@code enum} the values, for {@code pattern} the one pattern, for {@code length} and {@code range} the
 *     first and the last, an empty text for none, for {@code multiple} a number and the others that are accepted besides
 */
public record Limit(String argument, Kind kind, List<String> allowed) {
    /** How an argument is limited. */
    public enum Kind {
        /** One of some values. */
        ENUM,
        /** So many characters. */
        LENGTH,
        /** A multiple of a number. */
        MULTIPLE,
        /** As a regular expression says, from the first to the last character. */
        PATTERN,
        /** A number from a first to a last. */
        RANGE
    }

    private static final int SHOWN = 12;

    /** Copies the list. */
    public Limit {
        allowed = List.copyOf(allowed);
    }

    static Limit of(String argument, String kind, String allowed) {
        Kind read = Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT));
        return new Limit(
                argument,
                read,
                switch (read) {
                    case ENUM, MULTIPLE -> List.of(allowed.split("\\|", -1));
                    case LENGTH, RANGE -> List.of(allowed.split("\\.\\.", -1));
                    case PATTERN -> List.of(allowed);
                });
    }

    /** Whether AWS accepts the value. */
    public boolean accepts(String value) {
        return switch (kind) {
            case ENUM -> allowed.contains(value);
            case LENGTH -> isBetween(BigDecimal.valueOf(value.codePointCount(0, value.length())));
            case MULTIPLE -> allowed.contains(value) || isMultiple(value);
            case PATTERN ->
                Pattern.compile(allowed.get(0), Pattern.DOTALL).matcher(value).matches();
            case RANGE -> number(value).map(this::isBetween).orElse(true);
        };
    }

    /** What AWS accepts instead of a value, in words. */
    public String words(String value) {
        return switch (kind) {
            case ENUM ->
                Nearest.to(value, allowed).map(name -> "such as " + name + ", ").orElse("")
                        + "one of " + String.join(", ", allowed.subList(0, Math.min(SHOWN, allowed.size())))
                        + (allowed.size() > SHOWN ? " and %d more".formatted(allowed.size() - SHOWN) : "");
            case LENGTH -> "%s characters, not %d".formatted(span(), value.codePointCount(0, value.length()));
            case MULTIPLE ->
                "a multiple of " + allowed.get(0) + ", or one of "
                        + String.join(", ", allowed.subList(1, allowed.size()));
            case PATTERN -> "a text of the form " + allowed.get(0);
            case RANGE -> span();
        };
    }

    private String span() {
        String first = allowed.get(0);
        String last = allowed.get(1);
        return last.isEmpty() ? "at least " + first : first.isEmpty() ? "at most " + last : first + " to " + last;
    }

    private boolean isBetween(BigDecimal number) {
        return number(allowed.get(0)).map(first -> first.compareTo(number) <= 0).orElse(true)
                && number(allowed.get(1))
                        .map(last -> last.compareTo(number) >= 0)
                        .orElse(true);
    }

    private boolean isMultiple(String value) {
        return number(value)
                .map(number -> number.signum() > 0
                        && number.remainder(new BigDecimal(allowed.get(0))).signum() == 0)
                .orElse(true);
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

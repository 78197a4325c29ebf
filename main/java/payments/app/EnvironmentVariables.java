package payments.app;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.reality.Today;

/** The environment variables of the process. A variable that is set to nothing counts as not set, for every command alike. */
final class EnvironmentVariables {
    private final Map<String, String> process;
    private final Map<String, String> given;

    EnvironmentVariables(Map<String, String> process) {
        this.process = Map.copyOf(process);
        this.given = process.entrySet().stream()
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(given.get(name));
    }

    /** The option, else the variable, else the default. */
    String choose(@Nullable String option, String name, String fallback) {
        return Optional.ofNullable(option).or(() -> get(name)).orElse(fallback);
    }

    /**
     * The day on which is judged.
     *
     * @throws BadInputException when the variable that says it is no number of seconds
     */
    LocalDate today() {
        Optional<String> seconds = get(Today.VARIABLE);
        try {
            return Today.of(seconds);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("""
                    payments: the variable %s says no day
                      at       '%s'
                      needed   seconds since 1970-01-01 UTC, such as 1796040000
                      change   set it to such a number, or unset it to judge by the day of the clock""".formatted(Today.VARIABLE, seconds.orElse("")));
        }
    }

    /** Those with a value. */
    Map<String, String> given() {
        return given;
    }

    /** All of them as Node.js sees them, where an empty one is not the same as none. */
    <T> T asInProcess(Function<Map<String, String>, T> reader) {
        return reader.apply(process);
    }
}

package payments.infrastructure.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a deployment file to use.
 *
 * @param environment the only environment to use; null for all
 * @param suffix what replaces the suffix of the environments in use, for parallel copies; null to leave it unchanged
 */
public record Selection(
        @Nullable String environment, @Nullable String suffix) {
    /** Everything, as it stands in the file. */
    public static Selection everything() {
        return new Selection(null, null);
    }

    /** What {@code ENVIRONMENT} and {@code ENVIRONMENT_SUFFIX} ask for; a variable set to nothing asks for nothing. */
    public static Selection from(Map<String, String> variables) {
        return new Selection(given(variables.get("ENVIRONMENT")), given(variables.get("ENVIRONMENT_SUFFIX")));
    }

    /** This selection with another environment, as a command line option asks for it; null leaves this one's. */
    public Selection withEnvironment(@Nullable String name) {
        return name == null ? this : new Selection(name, suffix);
    }

    boolean includes(String name) {
        return environment == null || environment.equals(name);
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}

package payments.infrastructure.consistency;

import java.util.List;

/**
 * A difference, and what it follows from.
 *
 * @param settings the settings that make it, by their paths in the deployment file; empty where none does
 */
public record Finding(Difference difference, List<String> settings) {
    public Finding {
        settings = List.copyOf(settings);
    }

    /** Whether the environments may differ in this. */
    public boolean allowed() {
        return !settings.isEmpty();
    }

    /** One line for people. */
    public String line() {
        return (allowed() ? "allowed (" + String.join(", ", settings) + ")" : "NOT ALLOWED") + "  " + difference;
    }
}

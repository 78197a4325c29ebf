package payments.infrastructure.guardrail.model;

import java.util.List;

/**
 * A text that stands somewhere in a program.
 *
 * @param names the names that lead to it, from the outermost; a list has no names of its own
 * @param text what it says after expressions were computed; open parts stay as {@code ${...}}
 * @param refused whether it stands where a statement refuses what it names, so that nothing is given to it
 */
public record Text(List<String> names, String text, boolean refused) {
    /** Copies the names. */
    public Text {
        names = List.copyOf(names);
    }

    /** The name of what holds it; empty for one that has none. */
    public String name() {
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }

    /** The path of the attribute, its names joined by dots. */
    public String path() {
        return String.join(".", names);
    }
}

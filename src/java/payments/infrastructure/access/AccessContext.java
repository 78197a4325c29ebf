package payments.infrastructure.access;

import java.util.List;

/**
 * What a report says beside the changes.
 *
 * @param sides how the user named the old and the new program
 * @param version this program's version
 */
public record AccessContext(List<String> sides, String version) {
    /** Copies the list. */
    public AccessContext {
        sides = List.copyOf(sides);
        if (sides.size() != 2) {
            throw new IllegalArgumentException("two programs are compared, not " + sides.size());
        }
    }

    String before() {
        return sides.get(0);
    }

    String after() {
        return sides.get(1);
    }
}

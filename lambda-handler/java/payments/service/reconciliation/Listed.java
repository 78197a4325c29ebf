package payments.service.reconciliation;

import java.util.List;

/**
 * Findings of one kind: how many there are, and the first of them.
 *
 * @param count all
 * @param items the first {@value #MOST}: enough to begin with, and an answer of Lambda has a limit of 6 MB
 */
public record Listed<T>(long count, List<T> items) {
    /** How many are listed. */
    public static final int MOST = 500;

    /** Copies the list. */
    public Listed {
        items = List.copyOf(items);
    }
}

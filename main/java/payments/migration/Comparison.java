package payments.migration;

import java.util.List;

/**
 * What a comparison of both sides found.
 *
 * @param source count and digest of the source
 * @param target the same of the target, without what the new system wrote
 * @param writtenByNew what the new system wrote in the target, which is no difference
 * @param differences what differs, in the order of keys; not all where there are very many
 * @param isComplete whether all differences are listed
 */
public record Comparison(
        MultisetDigest source,
        MultisetDigest target,
        long writtenByNew,
        List<Difference> differences,
        boolean isComplete) {
    /** Copies the list. */
    public Comparison {
        differences = List.copyOf(differences);
    }

    /** Whether nothing differs. */
    public boolean isSame() {
        return differences.isEmpty() && isComplete;
    }
}

package payments.infrastructure.reality;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a DynamoDB global table of multi-region strong consistency can stand: in exactly three places, all of one set of regions;
 * three replicas, or two and a witness. Sources: the column of {@code strong-consistency.tsv}.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html">AWS: how global tables work</a>
 */
public final class StrongConsistency {
    /** Replicas and witness together. */
    public static final int PLACES = 3;

    private static final Map<String, List<String>> SETS = read();

    private StrongConsistency() {}

    /** Whether one set has all these regions. */
    public static boolean spans(Collection<String> regions) {
        return SETS.values().stream().anyMatch(set -> set.containsAll(regions));
    }

    /** The regions of each set. */
    public static Collection<List<String>> sets() {
        return SETS.values();
    }

    /** The regions that complete these to a set, in the order of the set; none where no set has them all. */
    public static List<String> beside(Collection<String> regions) {
        return SETS.values().stream()
                .filter(set -> set.containsAll(regions))
                .flatMap(List::stream)
                .filter(region -> !regions.contains(region))
                .toList();
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> sets = new LinkedHashMap<>();
        for (Dataset.Row row : Datasets.of("strong-consistency").rows()) {
            sets.put(row.text("set"), row.words("regions"));
        }
        return sets;
    }
}

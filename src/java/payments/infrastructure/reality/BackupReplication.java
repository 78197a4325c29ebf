package payments.infrastructure.reality;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Between which regions RDS replicates automated backups. Sources: the column of {@code backup-replication.tsv}. */
public final class BackupReplication {
    private static final Map<String, Set<String>> LISTED = read("to");
    private static final Map<String, Set<String>> CONTRADICTED = read("contradicted");

    private BackupReplication() {}

    /** Whether AWS lists the pair, and says nothing else about it. */
    public static boolean isListed(String from, String to) {
        return LISTED.getOrDefault(from, Set.of()).contains(to);
    }

    /** Whether AWS lists the pair in one place, and shows in another that RDS refuses it. */
    public static boolean isContradicted(String from, String to) {
        return CONTRADICTED.getOrDefault(from, Set.of()).contains(to);
    }

    /** Whether the page says nothing: it has no row of one of the regions, as of those that an account must enable. */
    public static boolean isUnknown(String from, String to) {
        return !LISTED.containsKey(from) || !LISTED.containsKey(to);
    }

    /** The regions to which backups of a region can be replicated, in the order of the alphabet; none where AWS lists none. */
    public static Collection<String> destinations(String from) {
        return LISTED.getOrDefault(from, Set.of());
    }

    private static Map<String, Set<String>> read(String column) {
        Map<String, Set<String>> pairs = new TreeMap<>();
        for (Dataset.Row row : Datasets.of("backup-replication").rows()) {
            List<String> destinations = row.words(column);
            pairs.put(row.text("from"), new TreeSet<>(destinations));
        }
        return pairs;
    }
}

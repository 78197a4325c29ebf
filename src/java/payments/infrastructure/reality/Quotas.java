package payments.infrastructure.reality;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an account may have at its beginning. Sources: the column of {@code quotas.tsv}. */
public final class Quotas {
    private static final List<Quota> ALL = Datasets.of("quotas").rows().stream()
            .map(row -> new Quota(
                    row.text("id"),
                    row.text("what"),
                    row.text("per"),
                    Integer.parseInt(row.text("most")),
                    row.words("exceptions").stream()
                            .map(exception -> exception.split("=", 2))
                            .collect(Collectors.toMap(parts -> parts[0], parts -> Integer.parseInt(parts[1]))),
                    row.text("adjustable").equals("yes"),
                    row.text("service"),
                    row.text("code"),
                    row.words("counts"),
                    row.text("source")))
            .toList();

    private Quotas() {}

    /**
     * One quota.
     *
     * @param id a name of the quota
     * @param what what is counted, in words
     * @param per {@code region}, {@code account}, or the attribute that names what each has its own quota, such as
     *     {@code vpc_id}
     * @param most the quota of a new account
     * @param exceptions the quota in regions that have another one
     * @param adjustable whether AWS raises it on request
     * @param service the service's code in Service Quotas
     * @param code the quota's code in Service Quotas; empty where it is not known
     * @param counts which resources use it, as the table's head says
     * @param source the page that says so
     */
    public record Quota(
            String id,
            String what,
            String per,
            int most,
            Map<String, Integer> exceptions,
            boolean adjustable,
            String service,
            String code,
            List<String> counts,
            String source) {
        /** Copies the collections. */
        public Quota {
            exceptions = Map.copyOf(exceptions);
            counts = List.copyOf(counts);
        }

        /** The quota in a region. */
        public int most(String region) {
            return exceptions.getOrDefault(region, most);
        }
    }

    /** All quotas, in the order of the table. */
    public static List<Quota> all() {
        return ALL;
    }

    /**
     * The quota of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Quota of(String id) {
        return ALL.stream()
                .filter(quota -> quota.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no quota " + id));
    }
}

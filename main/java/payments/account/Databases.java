package payments.account;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** The databases of the stacks, as RDS is asked for them. */
final class Databases {
    static final String API_VERSION = "2014-10-31";

    private Databases() {}

    /**
     * One kind of database in one region.
     *
     * @param version whole or only its beginning, as the stacks say it; empty where they say none
     * @param instanceClass empty for a cluster, whose instances have it
     */
    record Kind(String region, String engine, String version, String instanceClass) {
        boolean isOf(String full) {
            return version.isEmpty() || full.equals(version) || full.startsWith(version + ".");
        }
    }

    /** Instances and clusters, each kind once. */
    static List<Kind> of(Stacks stacks) {
        List<Kind> kinds = new ArrayList<>();
        for (String type : List.of("aws_db_instance", "aws_rds_cluster", "aws_rds_cluster_instance")) {
            for (Resource database : stacks.resources(type)) {
                Value engine = database.attribute("engine");
                if (engine.isKnown()) {
                    kinds.add(new Kind(
                            database.region(),
                            engine.text(),
                            version(database),
                            stacks.text(database.attribute("instance_class"))));
                }
            }
        }
        return kinds.stream().distinct().toList();
    }

    private static String version(Resource database) {
        Value own = database.attribute("engine_version");
        return own.isKnown()
                ? own.text()
                : database.follow("cluster_identifier", "aws_rds_cluster")
                        .map(cluster -> cluster.attribute("engine_version").text())
                        .orElse("");
    }

    /** Every page of a list. */
    static List<Xml> pages(Aws aws, String region, String action, String... parameters) {
        List<Xml> pages = new ArrayList<>();
        String marker = "";
        do {
            List<String> all = new ArrayList<>(List.of(parameters));
            if (!marker.isEmpty()) {
                all.addAll(List.of("Marker", marker));
            }
            Xml page = aws.form("rds", region, API_VERSION, action, all.toArray(String[]::new));
            pages.add(page);
            marker = page.first("Marker").orElse("");
        } while (!marker.isEmpty());
        return pages;
    }
}

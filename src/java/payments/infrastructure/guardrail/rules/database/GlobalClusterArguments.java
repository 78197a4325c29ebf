package payments.infrastructure.guardrail.rules.database;

import java.util.HashSet;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Objections;

/** What RDS refuses of a global cluster: it has a writer in one region, and one cluster at most in each of ten others. */
final class GlobalClusterArguments {
    private static final Set<String> ENGINES =
            Set.of("aurora", "aurora-mysql", "aurora-postgresql", "docdb", "neptune");
    private static final int MOST_MEMBERS = 11;

    private GlobalClusterArguments() {}

    static void examine(Resource global, Objections objections) {
        Value engine = global.attribute("engine");
        objections.addIf(
                engine.isKnown() && !ENGINES.contains(engine.text()),
                global,
                "engine",
                "aurora-postgresql or aurora-mysql: other engines have no global cluster");
        boolean copied = global.has("source_db_cluster_identifier");
        objections.addIf(copied && engine.isPresent(), global, "engine", "nothing: the source cluster says it");
        Set<String> regions = new HashSet<>();
        int members = 0;
        for (Resource member : global.referrers(Databases.CLUSTER, "global_cluster_identifier")) {
            members++;
            if (!member.region().isEmpty() && !regions.add(member.region())) {
                objections.add(
                        member.address(),
                        "global_cluster_identifier",
                        "%s is a second cluster in %s".formatted(member.address(), member.region()),
                        "one cluster in each region");
            }
        }
        if (members > MOST_MEMBERS) {
            objections.add("global_cluster_identifier", members + " clusters", "a writer and ten readers at most");
        }
    }
}

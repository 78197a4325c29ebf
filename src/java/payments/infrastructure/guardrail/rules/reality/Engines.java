package payments.infrastructure.guardrail.rules.reality;

import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Which engine a database has. */
final class Engines {
    static final String INSTANCE = "aws_db_instance";
    static final String CLUSTER = "aws_rds_cluster";
    static final String CLUSTER_INSTANCE = "aws_rds_cluster_instance";
    static final String GLOBAL_CLUSTER = "aws_rds_global_cluster";

    private Engines() {}

    /** The engine as RDS calls it: its own, that of its cluster, or that of its source; empty where nothing says it. */
    static String of(Resource database) {
        Value own = database.attribute("engine");
        if (own.isPresent()) {
            return own.text();
        }
        Optional<Resource> other = database.follow("cluster_identifier", CLUSTER)
                .or(() -> database.follow("replicate_source_db", INSTANCE))
                .or(() -> database.follow("source_db_cluster_identifier", CLUSTER));
        return other.filter(found -> !found.equals(database))
                .map(found -> found.attribute("engine").text())
                .orElse("");
    }
}

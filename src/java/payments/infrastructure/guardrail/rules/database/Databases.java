package payments.infrastructure.guardrail.rules.database;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** What the rules on databases ask of an instance or a cluster. */
final class Databases {
    static final String INSTANCE = "aws_db_instance";
    static final String CLUSTER = "aws_rds_cluster";
    static final String CLUSTER_INSTANCE = "aws_rds_cluster_instance";
    static final String GLOBAL_CLUSTER = "aws_rds_global_cluster";

    private Databases() {}

    /** Whether it is a read replica, which takes most settings from its source. */
    static boolean isReplica(Resource database) {
        return database.has("replicate_source_db");
    }

    /** The source of a replica that stands in the same region, where the program has it. */
    static Optional<Resource> sourceInRegion(Resource replica) {
        return replica.follow("replicate_source_db", INSTANCE)
                .filter(source -> source.region().equals(replica.region()));
    }

    /** Whether it joins a database that has its administrator already: of another region, a snapshot, or a point in time. */
    static boolean takesOver(Resource database) {
        return isReplica(database)
                || database.has("replication_source_identifier")
                || database.has("snapshot_identifier")
                || database.has("restore_to_point_in_time")
                || (database.has("global_cluster_identifier") && !database.has("master_username"));
    }

    /** Whether the engine is PostgreSQL; an engine that is not known is taken for it. */
    static boolean isPostgres(Resource database) {
        Value engine = database.attribute("engine");
        return !engine.isKnown() || engine.text().contains("postgres");
    }

    /** The parameter group that decides over the whole database. */
    static Optional<Resource> parameters(Resource database) {
        return database.type().equals(CLUSTER)
                ? database.follow("db_cluster_parameter_group_name", "aws_rds_cluster_parameter_group")
                : database.follow("parameter_group_name", "aws_db_parameter_group");
    }

    /** The attribute that names {@link #parameters}. */
    static String parametersAttribute(Resource database) {
        return database.type().equals(CLUSTER) ? "db_cluster_parameter_group_name" : "parameter_group_name";
    }

    /** The value of a parameter of a group; absent when the group leaves it to AWS's default. */
    static Value parameter(Resource group, String name) {
        return group.blocks("parameter").stream()
                .filter(parameter -> parameter.attribute("name").is(name))
                .map(parameter -> parameter.attribute("value"))
                .findFirst()
                .orElseGet(() -> group.attribute("no_such_parameter"));
    }

    /** Whether the group decides for PostgreSQL; the settings of a cluster stand in its cluster group. */
    static boolean isGroupOfPostgres(Resource group) {
        Value family = group.attribute("family");
        boolean ofCluster = group.type().equals("aws_rds_cluster_parameter_group");
        return !family.isKnown()
                || family.text().startsWith("postgres")
                || (ofCluster && family.text().startsWith("aurora-postgresql"));
    }

    /** A parameter that is switched on, in one of the ways that PostgreSQL reads. */
    static boolean isOn(Value value) {
        return value.isKnown()
                && Set.of("1", "on", "true", "yes").contains(value.text().toLowerCase(Locale.ROOT));
    }

    /** The elements of a parameter that is a list. */
    static Set<String> list(Value value) {
        return Arrays.stream(value.text().toLowerCase(Locale.ROOT).split(","))
                .map(String::strip)
                .collect(Collectors.toSet());
    }
}

package payments.infrastructure.drift;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Attributes that AWS changes by itself, and no program configures: they differ every night and say nothing. Names and
 * meanings are those of the AWS provider's documentation ("Attribute Reference" of each resource).
 */
final class Volatile {
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            // The end of the window for restoring moves with time; a maintenance or a failover changes the others.
            "aws_db_instance",
            Set.of(
                    "latest_restorable_time",
                    "engine_version_actual",
                    "availability_zone",
                    "status",
                    "storage_throughput",
                    "master_user_secret"),
            "aws_rds_cluster",
            Set.of("engine_version_actual", "cluster_members", "master_user_secret"),
            "aws_rds_cluster_instance",
            Set.of("engine_version_actual", "writer", "availability_zone"),
            "aws_rds_global_cluster",
            Set.of("engine_version_actual", "global_cluster_members"),
            // A certificate is renewed before it ends.
            "aws_acm_certificate",
            Set.of("not_after", "not_before", "renewal_eligibility", "renewal_summary", "pending_renewal", "status"));

    private Volatile() {}

    /** The attributes of a change that AWS may have changed by itself. */
    static List<Change.Attribute> of(Change change) {
        String type = change.address().replaceFirst("^(module\\.[^.]+\\.)*", "").replaceFirst("\\..*$", "");
        Set<String> names = ATTRIBUTES.getOrDefault(type, Set.of());
        return change.attributes().stream()
                .filter(attribute -> names.contains(attribute.name()))
                .toList();
    }
}

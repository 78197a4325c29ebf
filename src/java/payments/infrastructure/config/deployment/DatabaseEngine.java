package payments.infrastructure.config.deployment;

import java.util.Map;
import payments.infrastructure.config.constraint.InstanceClasses;

/**
 * Who runs PostgreSQL, and what they run. AWS begins each major version with a minor one of its own choice, and PostgreSQL
 * has so many minor releases by now; between the two AWS may skip some, which only its API knows. Sources: RDS guide,
 * "Release calendars for Amazon RDS for PostgreSQL"; "Release notes for Aurora PostgreSQL"; postgresql.org, "Release notes".
 */
public enum DatabaseEngine {
    /** Amazon RDS: one instance, and a standby that only waits. */
    POSTGRES("postgres", "rds!db-*", "a class of RDS for PostgreSQL, such as db.m7g.large or db.t4g.medium"),
    /** Amazon Aurora: a cluster over one storage in three zones. */
    AURORA_POSTGRESQL(
            "aurora-postgresql",
            "rds!cluster-*",
            "db.serverless, a memory-optimized class such as db.r7g.large, db.t3 or db.t4g medium or large");

    private static final Map<Integer, Integer> OLDEST_OF_RDS = Map.of(13, 1, 14, 1, 15, 2, 16, 1, 17, 1);
    private static final Map<Integer, Integer> OLDEST_OF_AURORA = Map.of(13, 3, 14, 3, 15, 2, 16, 1, 17, 4);

    /** The newest minor release that PostgreSQL has of each major version; raise them with each of its quarterly releases. */
    private static final Map<Integer, Integer> NEWEST = Map.of(13, 23, 14, 24, 15, 19, 16, 15, 17, 11);

    private final String code;
    private final String managedSecret;
    private final String classesSay;

    DatabaseEngine(String code, String managedSecret, String classesSay) {
        this.code = code;
        this.managedSecret = managedSecret;
        this.classesSay = classesSay;
    }

    /** The engine's name in AWS. */
    public String code() {
        return code;
    }

    /** Whether it runs as a cluster of instances over one storage. */
    public boolean isCluster() {
        return this == AURORA_POSTGRESQL;
    }

    /**
     * The names that RDS gives to the secrets with the passwords that it manages (Secrets Manager guide, "Secrets managed by
     * other AWS services": {@code rds!db-} for instances, {@code rds!cluster-} for clusters).
     */
    public String managedSecrets() {
        return managedSecret;
    }

    void requireVersion(String version) {
        int dot = version.indexOf('.');
        if (dot < 0) {
            return;
        }
        int major = Integer.parseInt(version.substring(0, dot));
        int minor = Integer.parseInt(version.substring(dot + 1));
        int first = (this == POSTGRES ? OLDEST_OF_RDS : OLDEST_OF_AURORA).getOrDefault(major, 0);
        int last = NEWEST.getOrDefault(major, 0);
        if (minor < first || minor > last) {
            throw new IllegalStateException(
                    "engineVersion is %s, which %s does not have; allowed of version %d are %d.%d to %d.%d, or %d for the newest"
                            .formatted(version, code, major, major, first, major, last, major));
        }
    }

    void requireClass(String instanceClass) {
        boolean known =
                this == POSTGRES ? InstanceClasses.ofRds(instanceClass) : InstanceClasses.ofAurora(instanceClass);
        if (!known) {
            throw new IllegalStateException(
                    "instanceClass is %s, which %s does not have; use %s".formatted(instanceClass, code, classesSay));
        }
    }
}

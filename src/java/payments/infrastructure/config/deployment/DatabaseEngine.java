package payments.infrastructure.config.deployment;

import payments.infrastructure.reality.EngineCalendar;
import payments.infrastructure.reality.InstanceClasses;

/**
 * Who runs PostgreSQL, and what they run: which versions AWS makes new databases of, {@link EngineCalendar} knows, and which
 * classes, {@link InstanceClasses}.
 */
public enum DatabaseEngine {
    /** Amazon RDS: one instance, and a standby that only waits. */
    POSTGRES("postgres", "rds!db-*", "a class of RDS for PostgreSQL, such as db.m7g.large or db.t4g.medium"),
    /** Amazon Aurora: a cluster over one storage in three zones. */
    AURORA_POSTGRESQL(
            "aurora-postgresql",
            "rds!cluster-*",
            "db.serverless, a memory-optimized class such as db.r7g.large, db.t3 or db.t4g medium or large");

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

    /**
     * Refuses a version that the engine does not have, or of which AWS makes no new database today.
     *
     * @throws IllegalStateException naming the version, why, and what to use instead
     */
    void requireVersion(String version) {
        EngineCalendar.today().refusal(code, version).ifPresent(why -> {
            throw new IllegalStateException("engineVersion is %s: %s".formatted(version, why));
        });
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

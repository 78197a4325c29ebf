package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.WrittenNames;
import payments.infrastructure.reality.InstanceClasses;

/** How the primary region's database reaches the standby regions. */
public enum DatabaseCopy {
    /** Not at all. */
    NONE,
    /** Its automated backups and transaction logs are replicated, encrypted with the standby's key. */
    BACKUPS,
    /** A read replica runs in each standby region, encrypted with that region's key. */
    READ_REPLICA,
    /** An Aurora global database: a cluster in each standby region follows the primary's within about a second. */
    GLOBAL_DATABASE;

    /**
     * Whether it is nothing without a further region. Backups are copied where there is one, since that is the default.
     */
    public boolean needsSecondRegion() {
        return this == READ_REPLICA || this == GLOBAL_DATABASE;
    }

    /**
     * Refuses a way that an engine does not know, or for which a class is not made (Aurora user guide, "Configuration
     * requirements of an Amazon Aurora global database": memory-optimized classes).
     *
     * @throws IllegalStateException naming both settings and what is allowed
     */
    void requireFor(DatabaseEngine engine, String instanceClass) {
        boolean aurora = engine == DatabaseEngine.AURORA_POSTGRESQL;
        if (this != NONE && aurora != (this == GLOBAL_DATABASE)) {
            throw new IllegalStateException("links.databaseCopy is %s, which database.engine %s does not know; use %s"
                    .formatted(
                            WrittenNames.of(this),
                            engine.code(),
                            aurora ? "none or global-database" : "none, backups or read-replica"));
        }
        if (this == GLOBAL_DATABASE && !InstanceClasses.bearsGlobalDatabase(instanceClass)) {
            throw new IllegalStateException(
                    "database.instanceClass is %s and links.databaseCopy is global-database, but Aurora refuses burstable classes in a global database; use a memory-optimized class such as db.r7g.large, or databaseCopy none"
                            .formatted(instanceClass));
        }
    }
}

package payments.infrastructure.config;

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
     * Refuses a way that an engine does not know.
     *
     * @throws IllegalStateException naming both settings and what is allowed
     */
    void requireFor(DatabaseEngine engine) {
        boolean aurora = engine == DatabaseEngine.AURORA_POSTGRESQL;
        if (this != NONE && aurora != (this == GLOBAL_DATABASE)) {
            throw new IllegalStateException("links.databaseCopy is %s, which database.engine %s does not know; use %s"
                    .formatted(
                            Components.written(this),
                            engine.code(),
                            aurora ? "none or global-database" : "none, backups or read-replica"));
        }
    }
}

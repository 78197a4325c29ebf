package payments.infrastructure.config;

/** How the primary region's database reaches the standby regions. */
public enum DatabaseCopy {
    /** Not at all. */
    NONE,
    /** Its automated backups and transaction logs are replicated, encrypted with the standby's key. */
    BACKUPS,
    /** A read replica runs in each standby region, encrypted with that region's key. */
    READ_REPLICA
}

package payments.service.migration;

import java.util.List;

/**
 * What a migration did.
 *
 * @param status how it ended
 * @param version the schema's version afterwards, or an empty text when there is none
 * @param applied the versions that were added by this run, oldest first; none when everything was there
 * @param reason why it failed, in words of our own and an SQL state; empty when it did not
 */
public record MigrationResult(Status status, String version, List<String> applied, String reason) {
    /** How a migration can end. */
    public enum Status {
        /** The schema is at the newest version. */
        UP_TO_DATE,

        /** A lock was held for too long, or the database was away. Nothing was changed; run it again. */
        TRY_AGAIN,

        /** A statement is wrong, or the schema is not what we left. Nothing was changed; a person must look. */
        FAILED
    }

    /** Copies the list. */
    public MigrationResult {
        applied = List.copyOf(applied);
    }
}

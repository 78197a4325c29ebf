package payments.service.migration;

/** The schema is not at its newest version; a deployment must stop here. */
public final class MigrationFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what to do by the result. */
    public MigrationFailedException(MigrationResult result) {
        super("the migration ended as %s (%s); nothing was changed; %s"
                .formatted(
                        result.status(),
                        result.reason(),
                        result.status() == MigrationResult.Status.TRY_AGAIN
                                ? "run it again"
                                : "correct the migration or the schema first"));
    }
}

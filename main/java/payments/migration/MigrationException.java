package payments.migration;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Something outside the program must be changed before a migration can go on. What was copied stays, and is not lost. */
public final class MigrationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong in the form of the program's other messages.
     *
     * @param what one line
     * @param at where
     * @param change what to change
     */
    public MigrationException(String what, String at, String change) {
        this(what, at, change, null);
    }

    private MigrationException(String what, String at, String change, @Nullable Throwable cause) {
        super("""
                payments: %s
                  at       %s
                  change   %s""".formatted(what, at, change), cause);
    }

    /** What AWS, or the way to it, answered for good. Its message has no values of items or objects but keys. */
    public static MigrationException of(SdkException refusal, String at) {
        String said = String.valueOf(refusal.getMessage()).lines().findFirst().orElse("");
        return new MigrationException(
                "AWS does not do what the migration asks for",
                "%s: %s".formatted(at, said.length() > 400 ? said.substring(0, 400) + "..." : said),
                "the name, the region, the credentials or the rights that this names, and run the same command again",
                refusal);
    }
}

package payments.service.ledger;

/**
 * An account. Each currency has accounts of its own, so no entry mixes currencies unless it says so.
 *
 * @param kind what it is; decides its rules
 * @param owner whose it is: a caller, or {@value #PLATFORM}
 * @param currency three capital letters of ISO 4217
 */
public record Account(AccountKind kind, String owner, String currency) {
    /** The owner of accounts of the platform as a whole. */
    public static final String PLATFORM = "platform";

    private static final int LONGEST_OWNER = 128;

    /** Checks the owner's length; the database checks the rest. */
    public Account {
        if (owner.isEmpty() || owner.length() > LONGEST_OWNER) {
            throw new IllegalArgumentException("the owner of an account has %d characters; 1 to %d are allowed"
                    .formatted(owner.length(), LONGEST_OWNER));
        }
    }
}

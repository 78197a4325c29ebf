package payments.service.ledger;

/** An event was posted before with other content: one of the two is wrong, and a person must find out which. */
public final class LedgerConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Names the event. */
    public LedgerConflictException(String eventId) {
        super("event %s was posted before with another payment, type or lines; compare both".formatted(eventId));
    }
}

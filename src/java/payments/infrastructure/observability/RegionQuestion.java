package payments.infrastructure.observability;

/** What is asked of all regions of an environment and shown side by side, in the order of the page. */
public enum RegionQuestion {
    OWNER("Owns the payments"),
    API_ERRORS("API: answers with 5XX"),
    PROJECTOR("Table behind the log of effects, milliseconds"),
    STREAMS("Oldest record that a stream has not delivered, milliseconds"),
    OUTBOX_AGE("Oldest event in the outbox, milliseconds"),
    OUTBOX_DEPTH("Events in the outbox"),
    LEDGER("Longest wait of a payment for the ledger, milliseconds"),
    DOCUMENTS("Documents behind, seconds");

    private final String title;

    RegionQuestion(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}

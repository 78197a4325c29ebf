package payments.service.ledger;

/** The two sides of double entry. */
public enum Side {
    DEBIT("debit"),
    CREDIT("credit");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** The word in the database. */
    public String word() {
        return word;
    }

    /** The other side: what cancels this one. */
    public Side opposite() {
        return this == DEBIT ? CREDIT : DEBIT;
    }

    /**
     * Reads the word back.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public static Side of(String word) {
        return switch (word) {
            case "debit" -> DEBIT;
            case "credit" -> CREDIT;
            default -> throw new IllegalArgumentException("side is \"%s\"; it must be debit or credit".formatted(word));
        };
    }
}

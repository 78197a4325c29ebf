package payments.service.domain;

/** Where a payment stands. */
public enum PaymentStatus {
    /** Accepted and stored; no money has moved. */
    PENDING("pending");

    private final String word;

    PaymentStatus(String word) {
        this.word = word;
    }

    /** The word used in answers and in the table. */
    public String word() {
        return word;
    }

    /**
     * Reads the word back.
     *
     * @throws IllegalArgumentException when no status has it
     */
    public static PaymentStatus of(String word) {
        for (PaymentStatus status : values()) {
            if (status.word.equals(word)) {
                return status;
            }
        }
        throw new IllegalArgumentException("payment status is \"%s\"; known is \"pending\"".formatted(word));
    }
}

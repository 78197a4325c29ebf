package payments.service.domain;

/** Where a payment stands. It moves down this list and never up; {@link #FAILED} is an end reached from the first two. */
public enum PaymentStatus {
    /** Accepted and stored; no money has moved. */
    PENDING("pending"),

    /** The amount is reserved. */
    AUTHORISED("authorised"),

    /** At least a part of the amount was taken. */
    CAPTURED("captured"),

    /** All that was taken went back. */
    REFUNDED("refunded"),

    /** Failed before any money moved. */
    FAILED("failed");

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
        throw new IllegalArgumentException("payment status is \"%s\"; write one of ours".formatted(word));
    }
}

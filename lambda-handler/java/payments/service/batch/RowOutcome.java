package payments.service.batch;

import java.util.Optional;

/** What a row turned out to be. Every row of a file has exactly one outcome. */
sealed interface RowOutcome {
    String CARD_DATA = "pan-not-allowed";
    String DUPLICATE_IGNORED = "duplicate-ignored";
    String DUPLICATE_CONFLICT = "duplicate-conflict";

    /** Number of the row, 1 for the first after the header. */
    long row();

    /** A payment. */
    record Accepted(long row, PaymentRow payment) implements RowOutcome {}

    /**
     * Not posted.
     *
     * @param row number of the row
     * @param line physical line on which it begins, from 1
     * @param paymentId the id as it stands in the file, if it could be read
     * @param reason in kebab case
     */
    record Rejected(long row, long line, Optional<String> paymentId, String reason) implements RowOutcome {
        /** A repetition of a row does no harm and says nothing against the file. */
        boolean isFault() {
            return !reason.equals(DUPLICATE_IGNORED);
        }

        boolean isCardData() {
            return reason.equals(CARD_DATA);
        }
    }
}

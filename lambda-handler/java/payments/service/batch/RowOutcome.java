package payments.service.batch;

import java.time.LocalDate;
import java.util.Optional;

/** What a row turned out to be. Every row of a file has exactly one outcome. */
sealed interface RowOutcome {
    String CARD_DATA = "pan-not-allowed";
    String DUPLICATE_IGNORED = "duplicate-ignored";

    /** The last row has the sum of all others and no number of its own: a payment by it would be one too many. */
    String POSSIBLE_TOTAL = "possible-total";

    String NOT_DUE_YET = "not-due-yet";
    String DUPLICATE_CONFLICT = "duplicate-conflict";

    /** One method for each case: a new case does not compile until every place handles it. */
    interface Cases<R> {
        R accepted(Accepted row);

        R rejected(Rejected row);
    }

    /** Handles the case that this is. */
    <R> R match(Cases<R> cases);

    /** Number of the row, 1 for the first after the header. */
    long row();

    /** The payment; empty where the row is rejected. */
    Optional<Accepted> accepted();

    /** The rejected row; empty where it is a payment. */
    Optional<Rejected> rejected();

    /** A payment. */
    record Accepted(long row, PaymentRow payment) implements RowOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accepted(this);
        }

        @Override
        public Optional<Accepted> accepted() {
            return Optional.of(this);
        }

        @Override
        public Optional<Rejected> rejected() {
            return Optional.empty();
        }
    }

    /**
     * Not posted.
     *
     * @param row number of the row
     * @param line physical line on which it begins, from 1
     * @param paymentId the id as it stands in the file, if it could be read
     * @param reason in kebab case
     * @param dueOn the day from which on the row may be sent again and is taken, if the day is all that is against it
     */
    record Rejected(long row, long line, Optional<String> paymentId, String reason, Optional<LocalDate> dueOn)
            implements RowOutcome {
        /** Not posted, and never to be. */
        Rejected(long row, long line, Optional<String> paymentId, String reason) {
            this(row, line, paymentId, reason, Optional.empty());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rejected(this);
        }

        @Override
        public Optional<Accepted> accepted() {
            return Optional.empty();
        }

        @Override
        public Optional<Rejected> rejected() {
            return Optional.of(this);
        }

        /** A repetition of a row does no harm and says nothing against the file. */
        boolean isError() {
            return !reason.equals(DUPLICATE_IGNORED);
        }

        boolean isCardData() {
            return reason.equals(CARD_DATA);
        }
    }
}

package payments.service.ledger;

/**
 * One line of a journal entry.
 *
 * @param account where
 * @param side debit or credit
 * @param minorUnits how much, above zero, in whole minor units of the account's currency
 */
public record Line(Account account, Side side, long minorUnits) {

    /** Checks the sign. */
    public Line {
        if (minorUnits <= 0) {
            throw new IllegalArgumentException(
                    "the amount of a line is %d; it must be above zero; use the other side".formatted(minorUnits));
        }
    }

    /** The line that cancels this one. */
    Line mirrored() {
        return new Line(account, side.opposite(), minorUnits);
    }
}

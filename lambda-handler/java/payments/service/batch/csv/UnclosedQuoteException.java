package payments.service.batch.csv;

/** A quoted field never ends, so where records end is unknown and no record of the file can be trusted. */
public final class UnclosedQuoteException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    UnclosedQuoteException(long line) {
        super("the quote opened on line %d is never closed".formatted(line));
        this.line = line;
    }

    /** The line of the opening quote, from 1. */
    public long line() {
        return line;
    }
}

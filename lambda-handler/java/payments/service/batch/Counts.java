package payments.service.batch;

/**
 * How many rows of a file became what.
 *
 * @param rows all
 * @param accepted payments
 * @param duplicates repetitions of an earlier row, ignored
 * @param rejected the others
 */
public record Counts(long rows, long accepted, long duplicates, long rejected) {
    /** None yet. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    /** Checks that no row is lost and none counted twice. */
    public Counts {
        if (rows != accepted + duplicates + rejected) {
            throw new IllegalArgumentException("%d rows are not %d accepted, %d duplicates and %d rejected"
                    .formatted(rows, accepted, duplicates, rejected));
        }
    }

    Counts plus(RowOutcome outcome) {
        return outcome.match(new RowOutcome.Cases<>() {
            @Override
            public Counts accepted(RowOutcome.Accepted row) {
                return new Counts(rows + 1, accepted + 1, duplicates, rejected);
            }

            @Override
            public Counts rejected(RowOutcome.Rejected row) {
                int error = row.isError() ? 1 : 0;
                return new Counts(rows + 1, accepted, duplicates + 1 - error, rejected + error);
            }
        });
    }

    boolean exceed(int toleratedPercent) {
        return rejected * 100 > rows * toleratedPercent;
    }
}

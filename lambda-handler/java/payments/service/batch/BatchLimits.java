package payments.service.batch;

import payments.contract.FunctionVariable;

/**
 * How much one file may hold, and what is tolerated in it.
 *
 * @param maxBytes largest file, packed and unpacked; larger ones are refused
 * @param maxRatio the most that compression may save: unpacked size by packed size
 * @param directRows files with more rows go to Step Functions' distributed map instead of the queue
 * @param toleratedRejectPercent above this share of wrong rows nothing of the file is posted
 * @param checkpointRows after so many rows the place is written down; a crash repeats at most these
 * @param maxRuns how often the work on one file may be continued. Lambda stops a function that calls itself 16 times in
 *     a chain (Lambda developer guide, "recursive loop detection"), and we stop first, with a reason
 */
public record BatchLimits(
        long maxBytes, int maxRatio, long directRows, int toleratedRejectPercent, int checkpointRows, int maxRuns) {

    /** One gigabyte, 100 to 1, a million rows, five percent. */
    public static final BatchLimits DEFAULT = new BatchLimits(1L << 30, 100, 1_000_000, 5, 5_000, 12);

    /** Checks the ranges. */
    public BatchLimits {
        if (maxBytes < 1 || maxRatio < 1 || directRows < 0 || checkpointRows < 1 || maxRuns < 1) {
            throw new IllegalArgumentException(
                    "limits are %d bytes, ratio %d, %d direct rows, %d rows to a checkpoint, %d runs; each must be positive"
                            .formatted(maxBytes, maxRatio, directRows, checkpointRows, maxRuns));
        }
        if (toleratedRejectPercent < 0 || toleratedRejectPercent > 100) {
            throw new IllegalArgumentException("tolerated rejects are %d percent; 0 to 100 is allowed; correct %s"
                    .formatted(toleratedRejectPercent, FunctionVariable.TOLERATED_REJECT_PERCENT));
        }
    }
}

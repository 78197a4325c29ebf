package payments.service.batch;

import java.time.LocalDate;
import java.util.List;

/**
 * The status record of each batch, by batch id: {@code processing}, then {@code completed} with its counts or {@code
 * failed} with the reason. It is also the lock that lets one run at a time work on a batch, by a lease that ends by itself.
 *
 * <p>Every method throws {@link payments.service.resilience.UnavailableException} when the table cannot answer now.
 */
public interface BatchStatuses {

    /**
     * Takes the batch, unless it is completed or another owner's lease is running. The same owner may take it again. A
     * failed batch may be taken again: its limits may have changed.
     * A completed one may be taken again from the day on that {@link #notDueBefore} notes: its rows that were posted are posted
     * again, to no effect.
     * A checkpoint of a file that came on another day counts nothing, since dates were judged by that day.
     */
    Claim claim(String batchId, String owner, BatchFile file);

    /**
     * Notes that the queue has all rows up to this one, and renews the lease.
     *
     * @param judgedOn the day by which dates were judged
     * @throws LeaseLostException when another run has taken the batch
     */
    void checkpoint(String batchId, String owner, long row, LocalDate judgedOn);

    /** Ends the lease and leaves the checkpoint, for the run that continues. */
    void release(String batchId, String owner);

    /**
     * Notes the columns of the file that were not read.
     *
     * @throws LeaseLostException when another run has taken the batch
     */
    void ignored(String batchId, String owner, List<String> columns);

    /**
     * Notes the first day on which a row is due that was not due yet.
     *
     * @throws LeaseLostException when another run has taken the batch
     */
    void notDueBefore(String batchId, String owner, LocalDate day);

    /**
     * Ends the batch well.
     *
     * @throws LeaseLostException when another run has taken the batch
     */
    void complete(String batchId, String owner, Counts counts);

    /**
     * Ends the batch badly.
     *
     * @throws LeaseLostException when another run has taken the batch
     */
    void fail(String batchId, String owner, RefusedFileException reason, Counts counts);

    /** Notes that Step Functions carries on with the batch, and completes it there. */
    void handOver(String batchId, String owner, Counts counts, String execution);
}

package payments.service.batch;

/** Has another invocation go on with a file, because this one's time is over. */
@FunctionalInterface
public interface Continuation {

    /**
     * Starts the next run.
     *
     * @param run its number; the first was 1
     * @throws payments.service.resilience.UnavailableException when it could not be started
     */
    void goOn(BatchFile file, int run);
}

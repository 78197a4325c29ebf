package payments.service.batch;

/** Has another invocation continue a file, because the time of this one is over. */
@FunctionalInterface
public interface Continuation {

    /**
     * Starts the next run.
     *
     * @param run its number; the first was 1
     * @throws payments.service.resilience.UnavailableException when it could not be started
     */
    void resume(BatchFile file, int run);
}

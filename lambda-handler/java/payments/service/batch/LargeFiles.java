package payments.service.batch;

/** Has Step Functions process a large file, in many functions at once. */
@FunctionalInterface
public interface LargeFiles {

    /**
     * Starts the execution of a batch; a second call for the same batch finds the first one's, unless that failed.
     *
     * @param bucket where the checked rows lie
     * @param key one {@link payments.service.messaging.PaymentMessage} as JSON on each line
     * @return names the execution
     * @throws payments.service.resilience.UnavailableException when it could not be started
     * @throws IllegalStateException when it failed too often
     */
    String start(String batchId, String bucket, String key);
}

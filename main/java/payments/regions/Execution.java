package payments.regions;

/**
 * A run of the state machine that captures a payment.
 *
 * @param name its name
 * @param status RUNNING, SUCCEEDED, FAILED, TIMED_OUT or ABORTED
 */
public record Execution(String name, String status) {
    boolean runs() {
        return status.equals("RUNNING");
    }

    boolean hasFailed() {
        return !runs() && !status.equals("SUCCEEDED");
    }
}

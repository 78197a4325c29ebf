package payments.service.batch;

/** Who may work on a batch. */
public sealed interface Claim {

    /**
     * The caller may.
     *
     * @param checkpoint rows up to this one are in the queue; 0 at the start
     */
    record Granted(long checkpoint) implements Claim {}

    /** It is done; there is nothing to do. */
    record Completed() implements Claim {}

    /** Another run works on it now, or died a moment ago; try again when its lease is over. */
    record Held() implements Claim {}
}

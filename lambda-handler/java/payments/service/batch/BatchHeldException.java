package payments.service.batch;

/**
 * Another run works on the same content now. Thrown so that Lambda delivers the event again: should that run have died,
 * this event carries the file on.
 */
public final class BatchHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says so. */
    public BatchHeldException() {
        super("another run works on this batch; the event is tried again after its lease");
    }
}

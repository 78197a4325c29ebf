package payments.service.batch;

/**
 * The version of the object that an event named is not there any more: deleted, or replaced in a bucket without versions.
 * Lambda tries again and then hands the event, with bucket, key and version, to the failure destination.
 */
public final class FileGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Wraps what the client said, for its class only. */
    public FileGoneException(Throwable cause) {
        super("the object of this event is gone", cause);
    }
}

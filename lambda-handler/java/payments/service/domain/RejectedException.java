package payments.service.domain;

/** A value from outside is not acceptable. The message is the rejection's own text and never the value. */
public final class RejectedException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final Rejection rejection;

    /** Refuses for one reason. */
    public RejectedException(Rejection rejection) {
        super(rejection.detail());
        this.rejection = rejection;
    }

    /** The reason. */
    public Rejection rejection() {
        return rejection;
    }
}

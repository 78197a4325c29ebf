package payments.service.messaging;

/**
 * Some items of a distributed map could not be processed yet. State machines know this error by its class name,
 * {@code payments.service.messaging.ItemsPostponedException}, and retry the whole batch of items; those that were carried
 * out are not processed again.
 */
public final class ItemsPostponedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** For so many items. */
    public ItemsPostponedException(long count) {
        super(count + " items must be tried again");
    }
}

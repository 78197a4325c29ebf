package payments.service.messaging;

/**
 * A message holds card data. It must not reach the dead-letter queue, which stores bodies for two weeks: the message is
 * taken out of its queue and only the fact is stored.
 */
public final class CardDataInMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says nothing about the data. */
    public CardDataInMessageException() {
        super("card-data");
    }
}

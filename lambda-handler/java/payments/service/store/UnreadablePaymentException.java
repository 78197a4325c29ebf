package payments.service.store;

/**
 * An item of an earlier system has the payment's id and cannot be read as a payment. It is there, so no payment may be made
 * under its id; what it says is for a person to look at. The message has no value of the item.
 */
public final class UnreadablePaymentException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadablePaymentException(String reason) {
        super("an item of an earlier system cannot be read as a payment, or something else writes to the table: "
                + reason);
    }
}

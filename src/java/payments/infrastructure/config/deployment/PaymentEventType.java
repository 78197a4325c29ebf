package payments.infrastructure.config.deployment;

import java.util.Locale;

/** What happens to a payment, as the message attribute {@code type} of its events says. */
public enum PaymentEventType {
    /** Taken. */
    CREATED,
    /** The money is reserved. */
    AUTHORISED,
    /** The money has moved. */
    CAPTURED,
    /** The money has moved back. */
    REFUNDED,
    /** Given up. */
    FAILED;

    /** The attribute's value. */
    public String attribute() {
        return "payment." + name().toLowerCase(Locale.ROOT);
    }
}

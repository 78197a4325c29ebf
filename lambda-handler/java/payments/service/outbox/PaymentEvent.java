package payments.service.outbox;

import java.time.Instant;
import payments.service.domain.Digests;
import payments.service.domain.Money;
import payments.service.domain.Payment;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;

/**
 * Something that happened to a payment. Published at least once, and in the order of {@code sequence} for one payment, except
 * that an event may be published again; a subscriber stores the ids that it has processed.
 *
 * @param eventId the same for every telling of this event: a version 5 UUID of payment and sequence
 * @param type what happened
 * @param paymentId to which payment
 * @param sequence the payment's version after it: 1, 2, 3 and so on without a gap
 * @param money how much it was about: all of the payment, or the part captured or refunded
 * @param status where the payment stood after it
 * @param caller whose payment it is
 * @param occurredAt when, UTC
 * @param region where it was written
 * @param correlationId the request, message or file that caused it
 */
public record PaymentEvent(
        String eventId,
        Type type,
        PaymentId paymentId,
        long sequence,
        Money money,
        PaymentStatus status,
        String caller,
        Instant occurredAt,
        String region,
        String correlationId) {

    /** What can happen. */
    public enum Type {
        CREATED("payment.created"),
        AUTHORISED("payment.authorised"),
        CAPTURED("payment.captured"),
        REFUNDED("payment.refunded"),
        FAILED("payment.failed");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** The word used in messages and in the table. */
        public String word() {
            return word;
        }

        /**
         * Reads the word back.
         *
         * @throws IllegalArgumentException when no type has it
         */
        public static Type of(String word) {
            for (Type type : values()) {
                if (type.word.equals(word)) {
                    return type;
                }
            }
            throw new IllegalArgumentException("event type is \"%s\"; it must be one of ours".formatted(word));
        }
    }

    /** The event that brought the payment to where it is now. */
    public static PaymentEvent of(Type type, Payment payment, Money money, String region, String correlationId) {
        long sequence = payment.progress().version();
        return new PaymentEvent(
                Digests.uuidOf(payment.id().value() + "#" + sequence).toString(),
                type,
                payment.id(),
                sequence,
                money,
                payment.status(),
                payment.origin().caller(),
                payment.progress().updatedAt(),
                region,
                correlationId);
    }
}

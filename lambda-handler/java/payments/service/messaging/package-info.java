/**
 * Orders that travel through a queue: what they say, how they are sent, and how they are processed. Start at
 * {@link payments.service.messaging.PaymentMessage}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.messaging;

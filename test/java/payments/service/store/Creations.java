package payments.service.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import payments.service.domain.Currencies;
import payments.service.domain.Detail;
import payments.service.domain.Fingerprint;
import payments.service.domain.Money;
import payments.service.domain.Origin;
import payments.service.domain.Payment;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.idempotency.IdempotencyRecord;
import payments.service.idempotency.IdempotencyScope;
import payments.service.outbox.PaymentEvent;

/** Creations for tests. */
public final class Creations {
    /** When they are made. */
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123Z");

    private Creations() {}

    /** A payment of so many cents under a key, which names the payment as well. */
    public static Creation of(String key, long cents) {
        return of(key, new PaymentId(key), cents);
    }

    /** A payment of so many cents under a key and an id. */
    public static Creation of(String key, PaymentId id, long cents) {
        IdempotencyScope scope = new IdempotencyScope(Origin.ANONYMOUS, "POST /payments", key);
        Money money = new Money(cents, Currencies.of("USD"));
        PaymentDetails details = new PaymentDetails(Map.of(Detail.DESCRIPTION, "Größe \uD83D\uDE00"));
        Payment payment = Payment.pending(
                id,
                new Origin(Origin.ANONYMOUS, "POST /payments", "eu-west-1"),
                money,
                details,
                Fingerprint.of(Optional.of(id), money, details),
                false,
                NOON);
        return new Creation(
                payment,
                new IdempotencyRecord(
                        scope.digest(), id, payment.fingerprint(), NOON.plus(IdempotencyRecord.RETENTION)),
                AuditRecord.of(payment, "create", Origin.ANONYMOUS, "request-1"),
                PaymentEvent.of(PaymentEvent.Type.CREATED, payment, money, "eu-west-1", "request-1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}

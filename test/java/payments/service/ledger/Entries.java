package payments.service.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import payments.service.domain.Currencies;
import payments.service.domain.Money;
import payments.service.domain.PaymentId;
import payments.service.domain.PaymentStatus;
import payments.service.outbox.PaymentEvent;

/** Events and entries for tests. */
public final class Entries {
    /** When everything happens. */
    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Entries() {}

    /** Authorises an amount for a caller. */
    public static PaymentEvent authorised(String payment, String caller, long minorUnits) {
        return event(PaymentEvent.Type.AUTHORISED, payment, 2, caller, minorUnits, "EUR");
    }

    /** Captures an amount, as the third thing that happens to the payment. */
    public static PaymentEvent captured(String payment, String caller, long minorUnits) {
        return event(PaymentEvent.Type.CAPTURED, payment, 3, caller, minorUnits, "EUR");
    }

    /** Refunds an amount. */
    public static PaymentEvent refunded(String payment, long sequence, String caller, long minorUnits) {
        return event(PaymentEvent.Type.REFUNDED, payment, sequence, caller, minorUnits, "EUR");
    }

    /** Any event. */
    public static PaymentEvent event(
            PaymentEvent.Type type, String payment, long sequence, String caller, long minorUnits, String currency) {
        PaymentStatus status =
                switch (type) {
                    case CREATED -> PaymentStatus.PENDING;
                    case AUTHORISED -> PaymentStatus.AUTHORISED;
                    case CAPTURED -> PaymentStatus.CAPTURED;
                    case REFUNDED -> PaymentStatus.REFUNDED;
                    case FAILED -> PaymentStatus.FAILED;
                };
        return new PaymentEvent(
                payment + "#" + sequence,
                type,
                new PaymentId(payment),
                sequence,
                new Money(minorUnits, Currencies.of(currency)),
                status,
                caller,
                NOON,
                "eu-west-1",
                "test");
    }

    /** An entry of an event of its own. */
    static JournalEntry entry(EntryType type, String payment, Line... lines) {
        return new JournalEntry(UUID.randomUUID().toString(), payment, type, Optional.empty(), NOON, List.of(lines));
    }

    static Line debit(AccountKind kind, String owner, long minorUnits) {
        return new Line(new Account(kind, owner, "EUR"), Side.DEBIT, minorUnits);
    }

    static Line credit(AccountKind kind, String owner, long minorUnits) {
        return new Line(new Account(kind, owner, "EUR"), Side.CREDIT, minorUnits);
    }
}

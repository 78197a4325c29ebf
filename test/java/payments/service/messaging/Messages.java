package payments.service.messaging;

import java.util.Map;
import java.util.Optional;
import payments.service.domain.Currencies;
import payments.service.domain.Detail;
import payments.service.domain.Money;
import payments.service.domain.PaymentDetails;
import payments.service.domain.PaymentId;
import payments.service.domain.Transition;
import payments.service.messaging.PaymentMessage.ApplyTransition;
import payments.service.messaging.PaymentMessage.CreatePayment;

/** Messages for tests. */
final class Messages {
    private Messages() {}

    static CreatePayment row(String batch, long row, String id, long cents) {
        return new CreatePayment(
                batch,
                row,
                "anonymous",
                new PaymentId(id),
                new Money(cents, Currencies.of("USD")),
                new PaymentDetails(Map.of(Detail.REFERENCE, "invoice " + row)));
    }

    static ApplyTransition step(String id, String operation, Transition transition) {
        return new ApplyTransition(new PaymentId(id), operation, transition, Optional.empty());
    }

    static ApplyTransition step(String id, String operation, Transition transition, long cents) {
        return new ApplyTransition(
                new PaymentId(id), operation, transition, Optional.of(new Money(cents, Currencies.of("USD"))));
    }
}

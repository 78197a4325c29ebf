package payments.service.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * What may follow what:
 *
 * <pre>
 * PENDING -authorise-> AUTHORISED -capture-> CAPTURED -refund-> REFUNDED
 *    \-fail-> FAILED <-fail-/
 * </pre>
 *
 * <p>A payment may be captured and refunded in parts; it is REFUNDED when all that was captured went back. Nothing leads
 * back: a step that comes late changes nothing, and one that comes early is answered so, since the step before it may be on
 * its way.
 */
public final class PaymentStateMachine {
    /** What a step would do. */
    public sealed interface Step {
        /** One method for each case: a new case does not compile until every place handles it. */
        interface Cases<R> {
            R taken(Payment after, Money amount);

            R tooEarly();

            R tooLate();

            R refused(Rejection reason);
        }

        /** Handles the case that this is. */
        <R> R match(Cases<R> cases);

        /** It happens. */
        record Taken(Payment after, Money amount) implements Step {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.taken(after, amount);
            }
        }

        /** A step that must come first has not happened yet. */
        record TooEarly() implements Step {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.tooEarly();
            }
        }

        /** The payment is past this step, or at an end that it cannot leave. */
        record TooLate() implements Step {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.tooLate();
            }
        }

        /** It can never happen in this form. */
        record Refused(Rejection reason) implements Step {
            @Override
            public <R> R match(Cases<R> cases) {
                return cases.refused(reason);
            }
        }
    }

    private PaymentStateMachine() {}

    /**
     * Takes one step, or says why not.
     *
     * @param amount how much to capture or refund; empty for all that is left. A payment is authorised and failed as a
     *     whole: there an amount must be all of it
     */
    public static Step step(Payment payment, Transition transition, Optional<Money> amount, Instant now) {
        if (amount.isPresent()
                && !amount.get().currency().equals(payment.money().currency())) {
            return new Step.Refused(Rejection.CURRENCY_DIFFERS);
        }
        return switch (transition) {
            case AUTHORISE -> authorise(payment, amount, now);
            case CAPTURE -> capture(payment, amount, now);
            case REFUND -> refund(payment, amount, now);
            case FAIL -> fail(payment, now);
        };
    }

    private static Step authorise(Payment payment, Optional<Money> amount, Instant now) {
        if (payment.status() != PaymentStatus.PENDING) {
            return new Step.TooLate();
        }
        if (amount.isPresent() && !amount.get().equals(payment.money())) {
            return new Step.Refused(Rejection.AMOUNT_EXCEEDED);
        }
        return taken(payment, PaymentStatus.AUTHORISED, 0, 0, payment.money().minorUnits(), now);
    }

    private static Step capture(Payment payment, Optional<Money> amount, Instant now) {
        Progress progress = payment.progress();
        return switch (payment.status()) {
            case PENDING -> new Step.TooEarly();
            case REFUNDED, FAILED -> new Step.TooLate();
            case AUTHORISED, CAPTURED -> {
                long left = payment.money().minorUnits() - progress.capturedMinorUnits();
                if (left == 0) {
                    yield amount.isPresent() ? new Step.Refused(Rejection.AMOUNT_EXCEEDED) : new Step.TooLate();
                }
                long captured = amount.map(Money::minorUnits).orElse(left);
                yield captured > left
                        ? new Step.Refused(Rejection.AMOUNT_EXCEEDED)
                        : taken(payment, PaymentStatus.CAPTURED, captured, 0, captured, now);
            }
        };
    }

    private static Step refund(Payment payment, Optional<Money> amount, Instant now) {
        Progress progress = payment.progress();
        return switch (payment.status()) {
            case PENDING, AUTHORISED -> new Step.TooEarly();
            case FAILED -> new Step.TooLate();
            case REFUNDED -> amount.isPresent() ? new Step.Refused(Rejection.AMOUNT_EXCEEDED) : new Step.TooLate();
            case CAPTURED -> {
                long left = progress.capturedMinorUnits() - progress.refundedMinorUnits();
                long refunded = amount.map(Money::minorUnits).orElse(left);
                if (refunded > left) {
                    yield new Step.Refused(Rejection.AMOUNT_EXCEEDED);
                }
                PaymentStatus status = refunded == left ? PaymentStatus.REFUNDED : PaymentStatus.CAPTURED;
                yield taken(payment, status, 0, refunded, refunded, now);
            }
        };
    }

    private static Step fail(Payment payment, Instant now) {
        return switch (payment.status()) {
            case PENDING, AUTHORISED ->
                taken(payment, PaymentStatus.FAILED, 0, 0, payment.money().minorUnits(), now);
            case CAPTURED, REFUNDED, FAILED -> new Step.TooLate();
        };
    }

    private static Step taken(
            Payment payment, PaymentStatus status, long captured, long refunded, long amount, Instant now) {
        Progress progress = payment.progress();
        Payment after = payment.with(progress.next(
                status, progress.capturedMinorUnits() + captured, progress.refundedMinorUnits() + refunded, now));
        return new Step.Taken(after, new Money(amount, payment.money().currency()));
    }
}

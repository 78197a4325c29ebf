package payments.service.messaging;

import java.util.Optional;
import payments.service.domain.Payment;
import payments.service.domain.PaymentStatus;
import payments.service.domain.Rejection;
import payments.service.idempotency.IdempotencyScope;
import payments.service.messaging.PaymentMessage.ApplyTransition;
import payments.service.messaging.PaymentMessage.CreatePayment;
import payments.service.payment.CreateOutcome;
import payments.service.payment.PaymentCommand;
import payments.service.payment.PaymentService;
import payments.service.payment.TransitionCommand;
import payments.service.payment.TransitionOutcome;
import payments.service.resilience.Deadline;

/**
 * Processes one message through the payment service, which writes payment, audit record and outbox event in one
 * transaction. Holds no state: a second delivery, at the same time or a week later, finds the first one's effect.
 */
public final class MessageProcessor {
    private static final String ACTOR = "queue";

    private static final CreateOutcome.Cases<Effect> CREATION = new CreateOutcome.Cases<>() {
        @Override
        public Effect created(Payment payment) {
            return new Effect.Done(false);
        }

        @Override
        public Effect replayed(Payment payment) {
            return new Effect.Done(true);
        }

        @Override
        public Effect keyReused() {
            return new Effect.Never("key-reused");
        }

        /** Another file or caller had this id first, for other content; the same content counts as a replay. */
        @Override
        public Effect idTaken() {
            return new Effect.Never("duplicate-conflict");
        }

        @Override
        public Effect inProgress() {
            return new Effect.Later("in-progress");
        }

        @Override
        public Effect notOwner() {
            return new Effect.Later("not-owner");
        }
    };

    private static final TransitionOutcome.Cases<Effect> TRANSITION = new TransitionOutcome.Cases<>() {
        @Override
        public Effect applied(Payment payment) {
            return new Effect.Done(false);
        }

        @Override
        public Effect replayed(Payment payment) {
            return new Effect.Done(true);
        }

        @Override
        public Effect tooEarly(PaymentStatus status) {
            return new Effect.Later("too-early");
        }

        @Override
        public Effect tooLate(PaymentStatus status) {
            return new Effect.Done(true);
        }

        @Override
        public Effect refused(Rejection reason) {
            return new Effect.Never(reason.slug());
        }

        /** The message may have overtaken the one that creates the payment. */
        @Override
        public Effect unknownPayment() {
            return new Effect.Later("too-early");
        }

        @Override
        public Effect inProgress() {
            return new Effect.Later("in-progress");
        }

        @Override
        public Effect notOwner() {
            return new Effect.Later("not-owner");
        }
    };

    private final PaymentService payments;

    /** Takes the service. */
    public MessageProcessor(PaymentService payments) {
        this.payments = payments;
    }

    /** Processes it. */
    public Effect process(PaymentMessage message, Deadline deadline) {
        return message.match(new PaymentMessage.Cases<>() {
            @Override
            public Effect createPayment(CreatePayment create) {
                return create(create, deadline);
            }

            @Override
            public Effect applyTransition(ApplyTransition apply) {
                return transition(apply, deadline);
            }
        });
    }

    private Effect create(CreatePayment create, Deadline deadline) {
        PaymentCommand command = new PaymentCommand(
                IdempotencyScope.ofBatchRow(create.caller(), create.batchId(), create.row()),
                Optional.of(create.paymentId()),
                create.money(),
                create.details(),
                create.effectId());
        return payments.create(command, deadline).match(CREATION);
    }

    private Effect transition(ApplyTransition apply, Deadline deadline) {
        return payments.apply(
                        new TransitionCommand(
                                apply.paymentId(),
                                apply.operationId(),
                                apply.transition(),
                                apply.amount(),
                                ACTOR,
                                apply.effectId()),
                        deadline)
                .match(TRANSITION);
    }
}

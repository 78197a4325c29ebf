package payments.service.messaging;

import java.util.Optional;
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
 * Carries out one message through the payment service, which writes payment, audit record and outbox event in one
 * transaction. Holds no state: a second delivery, at the same time or a week later, finds the first one's effect.
 */
public final class MessageProcessor {
    private static final String ACTOR = "queue";

    private final PaymentService payments;

    /** Takes the service. */
    public MessageProcessor(PaymentService payments) {
        this.payments = payments;
    }

    /** Carries it out. */
    public Effect process(PaymentMessage message, Deadline deadline) {
        if (message instanceof CreatePayment create) {
            return create(create, deadline);
        }
        return transition((ApplyTransition) message, deadline);
    }

    private Effect create(CreatePayment create, Deadline deadline) {
        PaymentCommand command = new PaymentCommand(
                IdempotencyScope.ofBatchRow(create.caller(), create.batchId(), create.row()),
                Optional.of(create.paymentId()),
                create.money(),
                create.details(),
                create.effectId());
        CreateOutcome outcome = payments.create(command, deadline);
        if (outcome instanceof CreateOutcome.Created || outcome instanceof CreateOutcome.Replayed) {
            return new Effect.Done(outcome instanceof CreateOutcome.Replayed);
        }
        if (outcome instanceof CreateOutcome.IdTaken) {
            // Another file or caller had this id first, for other content; the same content counts as a replay.
            return new Effect.Never("duplicate-conflict");
        }
        if (outcome instanceof CreateOutcome.KeyReused) {
            return new Effect.Never("key-reused");
        }
        return new Effect.Later(outcome instanceof CreateOutcome.NotOwner ? "not-owner" : "in-progress");
    }

    private Effect transition(ApplyTransition apply, Deadline deadline) {
        TransitionOutcome outcome = payments.apply(
                new TransitionCommand(
                        apply.paymentId(),
                        apply.operationId(),
                        apply.transition(),
                        apply.amount(),
                        ACTOR,
                        apply.effectId()),
                deadline);
        if (outcome instanceof TransitionOutcome.Refused refused) {
            return new Effect.Never(refused.reason().slug());
        }
        if (outcome instanceof TransitionOutcome.TooEarly || outcome instanceof TransitionOutcome.UnknownPayment) {
            return new Effect.Later("too-early");
        }
        if (outcome instanceof TransitionOutcome.InProgress) {
            return new Effect.Later("in-progress");
        }
        if (outcome instanceof TransitionOutcome.NotOwner) {
            return new Effect.Later("not-owner");
        }
        // Applied, replayed, or already past this step.
        return new Effect.Done(!(outcome instanceof TransitionOutcome.Applied));
    }
}

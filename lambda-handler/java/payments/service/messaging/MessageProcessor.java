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
import payments.service.resilience.UnavailableException;
import payments.service.workflow.CaptureOutcome;
import payments.service.workflow.Captures;

/**
 * Processes one message through the payment service, which writes payment, audit record and outbox event in one
 * transaction. Holds no state: a second delivery, at the same time or a week later, finds the first one's effect.
 *
 * <p>Where payments are captured without a request, a message is done when its payment is stored and the payment's workflow
 * is started. Between the two the function may die: the message comes again, the payment is there, and the workflow takes its name once.
 */
public final class MessageProcessor {
    private static final String ACTOR = "queue";

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
            return new Effect.Later(Effect.NOT_OWNER);
        }
    };

    private final PaymentService payments;
    private final Optional<Captures> captures;

    /**
     * Takes the collaborators.
     *
     * @param captures what has each payment captured; empty where payments wait for a request
     */
    public MessageProcessor(PaymentService payments, Optional<Captures> captures) {
        this.payments = payments;
        this.captures = captures;
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
        return payments.create(command, deadline).match(new CreateOutcome.Cases<>() {
            @Override
            public Effect created(Payment payment) {
                return captured(payment, new Effect.Done(false), deadline);
            }

            @Override
            public Effect replayed(Payment payment) {
                return captured(payment, new Effect.Done(true), deadline);
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
                return new Effect.Later(Effect.NOT_OWNER);
            }
        });
    }

    /** The effect of a message whose payment is stored: it is done when nobody needs to ask for the capture any more. */
    private Effect captured(Payment payment, Effect done, Deadline deadline) {
        if (captures.isEmpty()) {
            return done;
        }
        try {
            return captures.get().of(payment, deadline).match(new CaptureOutcome.Cases<>() {
                @Override
                public Effect begun(Payment captured) {
                    return done;
                }

                @Override
                public Effect done(Payment captured) {
                    return done;
                }

                /** Nothing is captured of a payment that failed. */
                @Override
                public Effect over() {
                    return done;
                }

                @Override
                public Effect unknownPayment() {
                    throw new IllegalStateException("a payment that was just stored is not there");
                }

                @Override
                public Effect notOwner() {
                    return new Effect.Later(Effect.NOT_OWNER);
                }
            });
        } catch (UnavailableException e) {
            return new Effect.Later("workflow-unavailable");
        }
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

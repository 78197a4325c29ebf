package payments.service.handler.api;

import payments.service.domain.PaymentStatus;

/** What a dialect calls the state of a payment. */
enum StatusWords {
    /** The payment's own word. */
    OWN {
        @Override
        String of(PaymentStatus status) {
            return status.word();
        }
    },

    /** System A was done when it answered. */
    PROCESSED {
        @Override
        String of(PaymentStatus status) {
            return "processed";
        }
    },

    /** System C was done when it answered. */
    COMPLETED {
        @Override
        String of(PaymentStatus status) {
            return "completed";
        }
    },

    /** System D: pending until the money was taken. It knew no refunds, so these have our word. */
    PROCESSED_WHEN_CAPTURED {
        @Override
        String of(PaymentStatus status) {
            return switch (status) {
                case PENDING, AUTHORISED -> PaymentStatus.PENDING.word();
                case CAPTURED -> "processed";
                case REFUNDED, FAILED -> status.word();
            };
        }
    };

    abstract String of(PaymentStatus status);
}

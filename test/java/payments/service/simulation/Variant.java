package payments.service.simulation;

import java.util.function.UnaryOperator;
import payments.service.messaging.PaymentQueue;
import payments.service.messaging.RejectionStore;
import payments.service.outbox.EventPublisher;
import payments.service.simulation.FaultyTable.Rewriting;
import payments.service.store.PaymentStore;

/**
 * How the service is put together: as it is, or with one guard taken away. Everything is changed from outside, at a port,
 * so that the code has no hook for it.
 *
 * @param table what happens to requests to DynamoDB
 * @param store the payments' store
 * @param rejections the store of refused orders
 * @param publisher the topic
 * @param queue the queue that batches are sent to
 * @param queueAnswer what the queue's function answers
 * @param ledgerPostsAnEventOnce whether the ledger recognizes an event
 */
record Variant(
        Rewriting table,
        UnaryOperator<PaymentStore> store,
        UnaryOperator<RejectionStore> rejections,
        UnaryOperator<EventPublisher> publisher,
        UnaryOperator<PaymentQueue> queue,
        UnaryOperator<String> queueAnswer,
        boolean ledgerPostsAnEventOnce) {
    /** With all guards. */
    static final Variant WHOLE = new Variant(
            Rewriting.NONE,
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            UnaryOperator.identity(),
            true);

    Variant withTable(Rewriting other) {
        return new Variant(other, store, rejections, publisher, queue, queueAnswer, ledgerPostsAnEventOnce);
    }

    Variant withStore(UnaryOperator<PaymentStore> other) {
        return new Variant(table, other, rejections, publisher, queue, queueAnswer, ledgerPostsAnEventOnce);
    }

    Variant withRejections(UnaryOperator<RejectionStore> other) {
        return new Variant(table, store, other, publisher, queue, queueAnswer, ledgerPostsAnEventOnce);
    }

    Variant withPublisher(UnaryOperator<EventPublisher> other) {
        return new Variant(table, store, rejections, other, queue, queueAnswer, ledgerPostsAnEventOnce);
    }

    Variant withQueue(UnaryOperator<PaymentQueue> other) {
        return new Variant(table, store, rejections, publisher, other, queueAnswer, ledgerPostsAnEventOnce);
    }

    Variant withQueueAnswer(UnaryOperator<String> other) {
        return new Variant(table, store, rejections, publisher, queue, other, ledgerPostsAnEventOnce);
    }

    Variant withLedgerThatPostsAgain() {
        return new Variant(table, store, rejections, publisher, queue, queueAnswer, false);
    }
}

/**
 * Files of payments: each is checked as a whole, then its rows go to the payment queue. Start at
 * {@link payments.service.batch.BatchService}.
 */
@org.jspecify.annotations.NullMarked
package payments.service.batch;

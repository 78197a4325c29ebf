/** The Lambda entry point. Start at {@link payments.service.handler.PaymentsApiHandler}. */
@org.jspecify.annotations.NullMarked
package payments.service.handler;

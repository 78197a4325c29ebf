/** The function behind the API. Start at {@link payments.service.handler.api.PaymentsApiHandler}. */
@org.jspecify.annotations.NullMarked
package payments.service.handler.api;

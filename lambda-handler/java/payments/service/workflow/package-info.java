/** The steps of the payment state machine. Start at {@link payments.service.workflow.PaymentWorkflow}. */
@org.jspecify.annotations.NullMarked
package payments.service.workflow;

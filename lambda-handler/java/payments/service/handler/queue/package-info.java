/** The functions that process messages, events and the steps of the payment workflow. */
@org.jspecify.annotations.NullMarked
package payments.service.handler.queue;

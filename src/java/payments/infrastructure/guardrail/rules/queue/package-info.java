/** Guardrails on queues. */
@NullMarked
package payments.infrastructure.guardrail.rules.queue;

import org.jspecify.annotations.NullMarked;

/** Guardrails on state machines, event buses and schedules. */
@NullMarked
package payments.infrastructure.guardrail.rules.workflow;

import org.jspecify.annotations.NullMarked;

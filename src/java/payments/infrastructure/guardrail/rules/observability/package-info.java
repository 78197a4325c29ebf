/** Guardrails on logs, alarms and traces. */
@NullMarked
package payments.infrastructure.guardrail.rules.observability;

import org.jspecify.annotations.NullMarked;

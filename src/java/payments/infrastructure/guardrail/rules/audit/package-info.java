/** Guardrails on trails and configuration records. */
@NullMarked
package payments.infrastructure.guardrail.rules.audit;

import org.jspecify.annotations.NullMarked;

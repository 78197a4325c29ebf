/** Guardrails on topics. */
@NullMarked
package payments.infrastructure.guardrail.rules.topic;

import org.jspecify.annotations.NullMarked;

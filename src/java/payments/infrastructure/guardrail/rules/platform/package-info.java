/** Guardrails on the program as a whole. */
@NullMarked
package payments.infrastructure.guardrail.rules.platform;

import org.jspecify.annotations.NullMarked;

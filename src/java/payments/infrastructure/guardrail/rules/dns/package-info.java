/** Guardrails on names and certificates. */
@NullMarked
package payments.infrastructure.guardrail.rules.dns;

import org.jspecify.annotations.NullMarked;

/** Guardrails on networks. */
@NullMarked
package payments.infrastructure.guardrail.rules.network;

import org.jspecify.annotations.NullMarked;

/** Guardrails on secrets and parameters. */
@NullMarked
package payments.infrastructure.guardrail.rules.secrets;

import org.jspecify.annotations.NullMarked;

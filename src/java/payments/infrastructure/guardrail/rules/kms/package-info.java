/** Guardrails on keys. */
@NullMarked
package payments.infrastructure.guardrail.rules.kms;

import org.jspecify.annotations.NullMarked;

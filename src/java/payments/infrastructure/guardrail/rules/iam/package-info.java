/** Guardrails on roles and their policies. */
@NullMarked
package payments.infrastructure.guardrail.rules.iam;

import org.jspecify.annotations.NullMarked;

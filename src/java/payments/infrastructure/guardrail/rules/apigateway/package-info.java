/** Guardrails on APIs. */
@NullMarked
package payments.infrastructure.guardrail.rules.apigateway;

import org.jspecify.annotations.NullMarked;

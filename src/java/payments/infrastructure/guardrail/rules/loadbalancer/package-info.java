/** Guardrails on load balancers. */
@NullMarked
package payments.infrastructure.guardrail.rules.loadbalancer;

import org.jspecify.annotations.NullMarked;

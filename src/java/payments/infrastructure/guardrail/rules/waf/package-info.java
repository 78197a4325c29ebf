/** Guardrails on web application firewalls. */
@NullMarked
package payments.infrastructure.guardrail.rules.waf;

import org.jspecify.annotations.NullMarked;

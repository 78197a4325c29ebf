/** Guardrails on buckets. */
@NullMarked
package payments.infrastructure.guardrail.rules.s3;

import org.jspecify.annotations.NullMarked;

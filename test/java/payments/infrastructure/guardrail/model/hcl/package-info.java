/** Tests of {@code payments.infrastructure.guardrail.model.hcl}. */
@NullMarked
package payments.infrastructure.guardrail.model.hcl;

import org.jspecify.annotations.NullMarked;

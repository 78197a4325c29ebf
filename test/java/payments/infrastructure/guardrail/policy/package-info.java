/** Tests of {@code payments.infrastructure.guardrail.policy}. */
@NullMarked
package payments.infrastructure.guardrail.policy;

import org.jspecify.annotations.NullMarked;

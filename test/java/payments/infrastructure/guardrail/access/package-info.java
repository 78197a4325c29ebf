/** Tests of {@code payments.infrastructure.guardrail.access}. */
@NullMarked
package payments.infrastructure.guardrail.access;

import org.jspecify.annotations.NullMarked;

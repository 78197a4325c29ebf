/** Tests of the reviewed list. */
@NullMarked
package payments.infrastructure.guardrail.rules.reviewed;

import org.jspecify.annotations.NullMarked;

/** Tests of what a program uses of quotas. */
@NullMarked
package payments.infrastructure.guardrail.quota;

import org.jspecify.annotations.NullMarked;

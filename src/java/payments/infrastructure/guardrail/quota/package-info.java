/** What a program uses of the quotas of an account. */
@NullMarked
package payments.infrastructure.guardrail.quota;

import org.jspecify.annotations.NullMarked;

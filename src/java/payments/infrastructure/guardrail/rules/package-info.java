/** What rules of several services share. The rules themselves are in the packages below, one for each service. */
@NullMarked
package payments.infrastructure.guardrail.rules;

import org.jspecify.annotations.NullMarked;

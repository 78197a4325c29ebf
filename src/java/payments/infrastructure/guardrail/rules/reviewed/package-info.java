/**
 * The closed world of what this program itself synthesizes: every type, argument and value that it writes was reviewed, and
 * anything else is a finding. The reviewed list is data, {@code *.txt} in the resources of this package; start at
 * {@link payments.infrastructure.guardrail.rules.reviewed.ReviewedList}.
 */
@NullMarked
package payments.infrastructure.guardrail.rules.reviewed;

import org.jspecify.annotations.NullMarked;

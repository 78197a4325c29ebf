/** What a guardrail is: its definition, what it judges, and what it says. */
@NullMarked
package payments.infrastructure.guardrail.rule;

import org.jspecify.annotations.NullMarked;

/** Tests of whose is what a program names. */
@NullMarked
package payments.infrastructure.guardrail.party;

import org.jspecify.annotations.NullMarked;

/** Tests of what the rules on AWS itself count. */
@NullMarked
package payments.infrastructure.guardrail.rules.reality;

import org.jspecify.annotations.NullMarked;

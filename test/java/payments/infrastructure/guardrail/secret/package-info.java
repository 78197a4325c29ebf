/** Tests of what is a secret. */
@NullMarked
package payments.infrastructure.guardrail.secret;

import org.jspecify.annotations.NullMarked;

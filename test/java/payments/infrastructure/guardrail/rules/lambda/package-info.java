@NullMarked
package payments.infrastructure.guardrail.rules.lambda;

import org.jspecify.annotations.NullMarked;

@NullMarked
package payments.infrastructure.guardrail;

import org.jspecify.annotations.NullMarked;

@NullMarked
package payments.infrastructure.guardrail.model;

import org.jspecify.annotations.NullMarked;

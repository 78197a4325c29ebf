/** Tests of {@code payments.infrastructure.workflow}. */
@NullMarked
package payments.infrastructure.workflow;

import org.jspecify.annotations.NullMarked;

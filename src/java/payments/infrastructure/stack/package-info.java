/** The stacks of a deployment. Start at {@link payments.infrastructure.stack.Platform}. */
@NullMarked
package payments.infrastructure.stack;

import org.jspecify.annotations.NullMarked;

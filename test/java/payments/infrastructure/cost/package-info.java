/** Tests of {@code payments.infrastructure.cost}. */
@NullMarked
package payments.infrastructure.cost;

import org.jspecify.annotations.NullMarked;

/** Lambda functions. */
@NullMarked
package payments.infrastructure.compute;

import org.jspecify.annotations.NullMarked;

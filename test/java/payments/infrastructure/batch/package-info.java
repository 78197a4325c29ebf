/** Tests of {@code payments.infrastructure.batch}. */
@NullMarked
package payments.infrastructure.batch;

import org.jspecify.annotations.NullMarked;

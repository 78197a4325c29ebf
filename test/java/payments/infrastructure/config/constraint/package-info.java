/** Tests of {@code payments.infrastructure.config.constraint}. */
@NullMarked
package payments.infrastructure.config.constraint;

import org.jspecify.annotations.NullMarked;

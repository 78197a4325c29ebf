/** Tests of {@code payments.infrastructure.config}. */
@NullMarked
package payments.infrastructure.config.deployment;

import org.jspecify.annotations.NullMarked;

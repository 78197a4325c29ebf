/** Tests of {@code payments.infrastructure.config}. */
@NullMarked
package payments.infrastructure.config;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code payments.infrastructure.config.reading}. */
@NullMarked
package payments.infrastructure.config.reading;

import org.jspecify.annotations.NullMarked;

/** Tests of {@code payments.infrastructure.messaging}. */
@NullMarked
package payments.infrastructure.messaging;

import org.jspecify.annotations.NullMarked;

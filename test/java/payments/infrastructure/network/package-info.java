/** Tests of {@code payments.infrastructure.network}. */
@NullMarked
package payments.infrastructure.network;

import org.jspecify.annotations.NullMarked;

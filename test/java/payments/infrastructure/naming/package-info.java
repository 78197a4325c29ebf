/** Tests of {@code payments.infrastructure.naming}. */
@NullMarked
package payments.infrastructure.naming;

import org.jspecify.annotations.NullMarked;

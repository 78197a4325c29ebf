/** Tests of {@link payments.infrastructure.dns}. */
@NullMarked
package payments.infrastructure.dns;

import org.jspecify.annotations.NullMarked;

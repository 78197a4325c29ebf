/** Tests of {@link payments.infrastructure.bindings}. */
@NullMarked
package payments.infrastructure.bindings;

import org.jspecify.annotations.NullMarked;

/** Tests of the drill. */
@NullMarked
package payments.drill;

import org.jspecify.annotations.NullMarked;

/** Differences between program, state and world. */
@NullMarked
package payments.infrastructure.drift;

import org.jspecify.annotations.NullMarked;

/** What all tests share. */
@NullMarked
package payments;

import org.jspecify.annotations.NullMarked;

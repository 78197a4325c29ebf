/** Tests of the picture. */
@NullMarked
package payments.infrastructure.picture;

import org.jspecify.annotations.NullMarked;

/** Tests of what the build makes. */
@NullMarked
package payments.build;

import org.jspecify.annotations.NullMarked;

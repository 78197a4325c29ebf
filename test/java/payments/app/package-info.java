/** Tests of the command line. */
@NullMarked
package payments.app;

import org.jspecify.annotations.NullMarked;

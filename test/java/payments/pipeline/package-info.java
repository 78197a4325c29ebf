/** The pipeline across environments. */
@NullMarked
package payments.pipeline;

import org.jspecify.annotations.NullMarked;

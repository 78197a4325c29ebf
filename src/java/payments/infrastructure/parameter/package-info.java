/** Parameters of Parameter Store, under each environment's own path. */
@NullMarked
package payments.infrastructure.parameter;

import org.jspecify.annotations.NullMarked;

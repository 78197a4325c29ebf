/** Tests of whole stacks and deployments. */
@NullMarked
package payments.infrastructure.stack;

import org.jspecify.annotations.NullMarked;

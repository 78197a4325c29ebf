/** State machines: the payment workflow, and the one that carries out large files. */
@NullMarked
package payments.infrastructure.workflow;

import org.jspecify.annotations.NullMarked;

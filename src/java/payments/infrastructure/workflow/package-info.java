/** State machines: the payment workflow, and the one that processes large files. */
@NullMarked
package payments.infrastructure.workflow;

import org.jspecify.annotations.NullMarked;

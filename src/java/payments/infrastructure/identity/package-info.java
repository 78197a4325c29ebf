/** IAM: policy documents and the roles of an environment, which exist once for all its regions. */
@NullMarked
package payments.infrastructure.identity;

import org.jspecify.annotations.NullMarked;

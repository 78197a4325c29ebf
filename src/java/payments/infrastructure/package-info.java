/** The infrastructure library: from a deployment's settings to Terraform stacks. Start at the package {@code stack}. */
@NullMarked
package payments.infrastructure;

import org.jspecify.annotations.NullMarked;

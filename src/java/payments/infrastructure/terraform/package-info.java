/** What stands between our constructs and Terraform: providers, state, remote state, and newer arguments than the bindings know. */
@NullMarked
package payments.infrastructure.terraform;

import org.jspecify.annotations.NullMarked;

/** What all tests share: synthesizing a scope or a whole deployment, and asking the Terraform JSON. */
@NullMarked
package payments.testing;

import org.jspecify.annotations.NullMarked;

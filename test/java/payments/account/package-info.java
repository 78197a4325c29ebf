/** Tests of what an account is asked before the first deployment. */
@NullMarked
package payments.account;

import org.jspecify.annotations.NullMarked;

/**
 * What only an AWS account can show before the first deployment: quotas, regions, versions, names. Asks it with calls that change
 * nothing, and compares the answers with the synthesized stacks.
 */
@NullMarked
package payments.account;

import org.jspecify.annotations.NullMarked;

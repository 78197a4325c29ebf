/**
 * What two programs allow differently: every action that somebody may newly do or no longer do, inside and outside of the account, and
 * every network path that opened or closed. It is the question of a reviewer: what does this change let happen?
 *
 * <p>Policies are not compared as texts. For each statement that differs, requests are made up that only it may let through, and the
 * evaluator in {@code guardrail.policy} answers them for both programs; so a policy that is only written in another way is no change.
 * Start at {@link payments.infrastructure.access.AccessComparison}.
 */
@NullMarked
package payments.infrastructure.access;

import org.jspecify.annotations.NullMarked;

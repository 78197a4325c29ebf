package payments.infrastructure.access;

import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.RequestContext;

/**
 * A request that is made up to see whether two programs answer it differently.
 *
 * @param caller who asks
 * @param action what for
 * @param context what is known besides
 * @param resource on what
 */
record Request(Caller caller, String action, RequestContext context, String resource) {
    /** Whether the caller is of an account; nobody outside of accounts is. */
    boolean isOfAccount(String account) {
        boolean hasAccount = caller.kind() == Caller.Kind.ROLE || caller.kind() == Caller.Kind.USER;
        return hasAccount && caller.name().contains("::" + account + ":");
    }
}

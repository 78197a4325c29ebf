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
    private static final String ALLOWED = "allowed-" + Samples.NAME;

    /** Somebody of an account to whom policies of its own allow everything, so that only a denial of the resource stops it. */
    static Caller allowedOf(String account) {
        return Caller.role("arn:aws:iam::%s:role/%s".formatted(account, ALLOWED));
    }

    /** Whether the caller's own policies allow everything. */
    boolean isAllowedByOwnPolicies() {
        return caller.name().endsWith(":role/" + ALLOWED);
    }

    /** Whether the caller is of an account; nobody outside of accounts is. */
    boolean isOfAccount(String account) {
        boolean hasAccount = caller.kind() == Caller.Kind.ROLE || caller.kind() == Caller.Kind.USER;
        return hasAccount && caller.name().contains("::" + account + ":");
    }
}

package payments.infrastructure.guardrail.rules;

import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;

/** Whether the policy of a key lets a service use it: without that, what the service should deliver is lost in silence. */
public final class KeyUse {
    private KeyUse() {}

    /**
     * Whether the service may do the action with the key, as far as the policies say.
     *
     * @param service its principal, such as {@code events.amazonaws.com}
     * @param context what the request carries
     */
    public static boolean isPossible(Resource key, String service, String action, RequestContext context) {
        return isPossible(Permissions.ofKey(key), service, action, context);
    }

    /** The same for a key whose policy was read already. */
    public static boolean isPossible(Target key, String service, String action, RequestContext context) {
        return Access.may(Identity.outside(Caller.service(service)), action, key, context)
                .isPossible();
    }
}

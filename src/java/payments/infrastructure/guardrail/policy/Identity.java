package payments.infrastructure.guardrail.policy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A caller with the policies that decide what it may ask for.
 *
 * @param caller who it is
 * @param policies its own policies, inline and attached; of a service and an anonymous caller none
 * @param boundary its permissions boundary: what its own policies may allow at most; null where it has none
 * @param session the policy passed when the role was assumed; null where there is none
 * @param trusted whether its own policies are another account's matter and are taken to allow everything
 */
public record Identity(
        Caller caller,
        List<ParsedPolicy> policies,
        @Nullable ParsedPolicy boundary,
        @Nullable ParsedPolicy session,
        boolean trusted) {

    public Identity {
        Objects.requireNonNull(caller, "caller");
        policies = List.copyOf(policies);
    }

    /** A caller with its own policies only. */
    public static Identity of(Caller caller, ParsedPolicy... policies) {
        return new Identity(caller, List.of(policies), null, null, false);
    }

    /** A caller that no policy of ours limits: a principal of another account, a service, anyone. */
    public static Identity outside(Caller caller) {
        return new Identity(caller, List.of(), null, null, true);
    }

    /** The same, limited by a permissions boundary. */
    public Identity within(ParsedPolicy limit) {
        return new Identity(caller, policies, limit, session, trusted);
    }

    /** The same, in a session that was given a policy. */
    public Identity inSession(ParsedPolicy limit) {
        return new Identity(caller, policies, boundary, limit, trusted);
    }
}

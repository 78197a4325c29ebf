package payments.infrastructure.guardrail.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.policy.Decision.Ground;
import payments.infrastructure.guardrail.policy.Decision.Outcome;

/**
 * One question: may a caller do an action on a resource. The order is that of the IAM User Guide, "How AWS enforcement code
 * logic evaluates requests to allow or deny access" and "Cross-account policy evaluation logic":
 *
 * <ol>
 *   <li>a Deny that matches in any policy decides;
 *   <li>in the resource's account, its policy may let the caller in alone: directly without limits, by the role's ARN within
 *       boundary and session policy;
 *   <li>else the caller's own policies must allow it, and so must boundary and session policy where there are some. A key or
 *       a role to assume must besides have let the caller's account in (KMS guide, "Determining access to KMS keys");
 *   <li>across accounts both sides must allow it.
 * </ol>
 */
public final class Access {
    private final Identity identity;
    private final Target target;
    private final String action;
    private final RequestContext context;
    private final List<Ground> grounds = new ArrayList<>();

    private Access(Identity identity, String action, Target target, RequestContext context) {
        this.identity = identity;
        this.target = target;
        this.action = action;
        this.context = context.orElse(identity.caller().context().with("aws:ResourceAccount", target.account()));
    }

    /**
     * Answers the question.
     *
     * @param action such as {@code dynamodb:GetItem}, without wildcards
     * @param context what is known beside; the caller's ARN and account, and the resource's account, are added
     */
    public static Decision may(Identity identity, String action, Target target, RequestContext context) {
        return new Access(identity, action, target, context).decide();
    }

    private Decision decide() {
        List<ParsedPolicy> all = new ArrayList<>(identity.policies());
        addIfPresent(all, identity.boundary());
        addIfPresent(all, identity.session());
        addIfPresent(all, target.policy());
        Truth denied = Truth.FALSE;
        for (ParsedPolicy policy : all) {
            denied = denied.or(grant(policy, Effect.DENY).any());
        }
        if (denied == Truth.TRUE) {
            grounds.removeIf(ground -> ground.match() != Truth.TRUE);
            return new Decision(Outcome.DENIED_EXPLICITLY, grounds);
        }
        Truth allowed = allowed();
        if (allowed == Truth.FALSE) {
            return new Decision(Outcome.NOT_ALLOWED, List.of());
        }
        return new Decision(
                switch (allowed.and(denied.not())) {
                    case TRUE -> Outcome.ALLOWED;
                    case DEPENDS -> Outcome.CONDITIONAL;
                    default -> Outcome.UNKNOWN;
                },
                grounds);
    }

    private Truth allowed() {
        Truth limits = limit(identity.boundary()).and(limit(identity.session()));
        Truth own = identity.trusted() ? Truth.TRUE : Truth.FALSE;
        for (ParsedPolicy policy : identity.policies()) {
            own = own.or(grant(policy, Effect.ALLOW).any());
        }
        own = own.and(limits);
        PrincipalMatch letIn = target.policy() == null ? PrincipalMatch.NONE : grant(target.policy(), Effect.ALLOW);
        Truth byResource = letIn.directly().or(letIn.asRole().and(limits));

        Truth inside = target.kind() == Target.Kind.GUARDED
                ? byResource.or(letIn.asAccount().and(own))
                : byResource.or(own);
        Truth across = letIn.any().and(own);
        String account = identity.caller().accountId();
        if (account == null) {
            return byResource;
        }
        Truth same = TextMatch.equal(account, target.account(), null);
        return same.and(inside).or(same.not().and(across));
    }

    private Truth limit(@Nullable ParsedPolicy policy) {
        return policy == null ? Truth.TRUE : grant(policy, Effect.ALLOW).any();
    }

    /** What the statements of one effect say to the question; of a policy of an identity as "directly". */
    private PrincipalMatch grant(ParsedPolicy parsed, Effect effect) {
        if (parsed instanceof UnparseablePolicy unreadable) {
            grounds.add(new Ground(unreadable.name(), unreadable.reason(), effect, Truth.UNKNOWN));
            return new PrincipalMatch(Truth.UNKNOWN, Truth.UNKNOWN, Truth.UNKNOWN);
        }
        Policy policy = (Policy) parsed;
        PrincipalMatch grant = PrincipalMatch.NONE;
        for (PolicyStatement statement : effect == Effect.ALLOW ? policy.allows() : policy.denies()) {
            Principals principals = statement.principals();
            PrincipalMatch meant = principals == null
                    ? PrincipalMatch.directly(Truth.TRUE)
                    : principals.match(identity.caller(), effect, identity.boundary() != null);
            PrincipalMatch match = meant.any().isPossible()
                    ? meant.and(statement.matches(action, target.arn(), context))
                    : PrincipalMatch.NONE;
            if (match.any().isPossible()) {
                grounds.add(new Ground(policy.name(), statement.label(), effect, match.any()));
            }
            grant = grant.or(match);
        }
        return grant;
    }

    private static void addIfPresent(List<ParsedPolicy> policies, @Nullable ParsedPolicy policy) {
        if (policy != null) {
            policies.add(policy);
        }
    }
}

package payments.infrastructure.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;

/**
 * What one program says of one holder.
 *
 * @param stacks where it says so
 * @param account the account that the holder is in
 * @param policies the policies that are attached to the holder
 * @param boundary what they may allow at most; null without one
 */
record Side(
        Set<String> stacks,
        String account,
        List<ParsedPolicy> policies,
        @Nullable ParsedPolicy boundary) {
    static final Side NOTHING = new Side(Set.of(), "", List.of(), null);

    /** For somebody of our account, so that only the policy of the resource decides whether its account is let in. */
    private static final ParsedPolicy EVERYTHING = Policy.parse(
            "everything",
            PolicyKind.IDENTITY,
            "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}");

    Side {
        stacks = Set.copyOf(stacks);
        Objects.requireNonNull(account, "account");
        policies = List.copyOf(policies);
    }

    /** Both of one holder: what several stacks, or several resources, attach to it. */
    Side and(Side other) {
        Set<String> all = new HashSet<>(stacks);
        all.addAll(other.stacks);
        List<ParsedPolicy> both = new ArrayList<>(policies);
        both.addAll(other.policies);
        return new Side(
                all, account.isEmpty() ? other.account : account, both, boundary == null ? other.boundary : boundary);
    }

    /** The same as if nothing limited it. */
    Side withoutBoundary() {
        return new Side(stacks, account, policies, null);
    }

    /** The statements that allow something. */
    List<PolicyStatement> allows() {
        return readable(policies).flatMap(policy -> policy.allows().stream()).toList();
    }

    /** The statements that take something away again, and those of the boundary. */
    List<PolicyStatement> limits() {
        Stream<PolicyStatement> bounds = readable(boundary == null ? List.of() : List.of(boundary))
                .flatMap(policy -> policy.statements().stream());
        return Stream.concat(denies().stream(), bounds).toList();
    }

    /** Whether nothing is attached: no policy, readable or not. */
    boolean isEmpty() {
        return policies.isEmpty() && boundary == null;
    }

    /** What the policies deny. */
    List<PolicyStatement> denies() {
        return readable(policies).flatMap(policy -> policy.denies().stream()).toList();
    }

    /** Whether a boundary limits the policies. */
    boolean hasBoundary() {
        return boundary != null;
    }

    /** The policies of which nothing is known but the name. */
    List<UnparseablePolicy> unreadable() {
        return policies.stream()
                .filter(UnparseablePolicy.class::isInstance)
                .map(UnparseablePolicy.class::cast)
                .toList();
    }

    /** What this program answers to a request. */
    Decision.Outcome answer(Holder holder, Request request) {
        List<ParsedPolicy> known =
                policies.stream().filter(Policy.class::isInstance).toList();
        if (known.isEmpty()) {
            return request.isAllowedByOwnPolicies() ? Decision.Outcome.ALLOWED : Decision.Outcome.NOT_ALLOWED;
        }
        return switch (holder.area()) {
            case IDENTITY, BOUNDARY -> {
                Identity identity = Identity.of(request.caller(), known.toArray(new ParsedPolicy[0]));
                Target target = Target.of(request.resource(), account);
                yield Access.may(
                                boundary == null ? identity : identity.within(boundary),
                                request.action(),
                                target,
                                request.context())
                        .outcome();
            }
            case TRUST -> answer(known, request, true);
            default -> answer(known, request, holder.isGuarded());
        };
    }

    private Decision.Outcome answer(List<ParsedPolicy> known, Request request, boolean guarded) {
        ParsedPolicy whole = whole(known);
        Target target = guarded
                ? Target.key(request.resource(), account, whole)
                : Target.of(request.resource(), account, whole);
        Identity identity = identity(request, guarded);
        return Access.may(identity, request.action(), target, request.context()).outcome();
    }

    private Identity identity(Request request, boolean guarded) {
        if (!request.isOfAccount(account)) {
            return Identity.outside(request.caller());
        }
        return guarded || request.isAllowedByOwnPolicies()
                ? Identity.of(request.caller(), EVERYTHING)
                : Identity.of(request.caller());
    }

    /** A resource has one policy; grants and permissions beside it are further statements of it. */
    private static ParsedPolicy whole(List<ParsedPolicy> known) {
        if (known.size() == 1) {
            return known.get(0);
        }
        List<PolicyStatement> statements =
                readable(known).flatMap(policy -> policy.statements().stream()).toList();
        return new Policy(known.get(0).name(), PolicyKind.RESOURCE, statements);
    }

    private static Stream<Policy> readable(Collection<ParsedPolicy> policies) {
        return policies.stream().filter(Policy.class::isInstance).map(Policy.class::cast);
    }

    static Caller somebodyOf(String account) {
        return Caller.role("arn:aws:iam::%s:role/%s".formatted(account, Samples.NAME));
    }
}

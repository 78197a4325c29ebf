package payments.infrastructure.guardrail.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom a statement of a resource's policy means.
 *
 * @param excluded whether the statement says {@code NotPrincipal}: all but these
 * @param names by kind ({@code AWS}, {@code Service}, {@code Federated}, {@code CanonicalUser}); everyone is {@code AWS} with {@code *}
 */
public record Principals(boolean excluded, Map<String, List<String>> names) {
    static final List<String> KINDS = List.of("AWS", "Service", "Federated", "CanonicalUser");
    static final String EVERYONE = "*";

    public Principals {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        names.forEach((kind, some) -> copy.put(kind, List.copyOf(some)));
        names = copy;
    }

    static Principals everyone(boolean excluded) {
        return new Principals(excluded, Map.of("AWS", List.of(EVERYONE)));
    }

    /** Whether everyone is meant, also who has no account. */
    public boolean isEveryone() {
        return !excluded && aws().contains(EVERYONE);
    }

    /** The accounts, roles and users, as written. */
    public List<String> aws() {
        return names.getOrDefault("AWS", List.of());
    }

    /** The AWS services, as written. */
    public List<String> services() {
        return names.getOrDefault("Service", List.of());
    }

    /**
     * Whether a caller is meant, and by which of its names.
     *
     * @param bounded whether the caller has a permissions boundary: AWS then denies it whatever a {@code NotPrincipal} excludes
     */
    PrincipalMatch match(Caller caller, Effect effect, boolean bounded) {
        PrincipalMatch named = named(caller);
        if (!excluded) {
            return named;
        }
        if (effect == Effect.DENY && bounded) {
            return PrincipalMatch.directly(Truth.TRUE);
        }
        Truth self = named.directly().or(named.asRole());
        Truth account = named.asAccount();
        // A denial spares only who is named together with its account; AWS leaves open what else happens.
        Truth spared = effect == Effect.ALLOW || caller.accountId() == null
                ? self.or(account)
                : self.and(account).or(self.or(account).and(Truth.UNKNOWN));
        return PrincipalMatch.directly(spared.not());
    }

    private PrincipalMatch named(Caller caller) {
        PrincipalMatch match = PrincipalMatch.NONE;
        if (caller.kind() == Caller.Kind.SERVICE) {
            for (String service : services()) {
                match = match.or(PrincipalMatch.directly(TextMatch.equal(service, caller.name(), null)));
            }
        }
        for (String name : aws()) {
            match = match.or(awsNamed(name, caller));
        }
        return match;
    }

    private static PrincipalMatch awsNamed(String name, Caller caller) {
        if (name.equals(EVERYONE)) {
            return PrincipalMatch.directly(Truth.TRUE);
        }
        String account = caller.accountId();
        if (account == null) {
            return PrincipalMatch.NONE;
        }
        Truth byAccount = TextMatch.equal(name, account, null)
                .or(TextMatch.equal(name, "arn:%s:iam::%s:root".formatted(caller.partition(), account), null));
        Truth byName = TextMatch.equal(name, caller.name(), null);
        Truth bySession = caller.kind() == Caller.Kind.ROLE && name.startsWith(caller.sessionPrefix())
                ? Truth.DEPENDS
                : Truth.FALSE;
        return caller.kind() == Caller.Kind.ROLE
                ? new PrincipalMatch(bySession, byName, byAccount)
                : new PrincipalMatch(byName, Truth.FALSE, byAccount);
    }
}

package payments.infrastructure.guardrail.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision.Outcome;
import payments.infrastructure.guardrail.policy.Grounding;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.policy.Truth;

/**
 * Asks the evaluator what strangers may do by the policy of a resource: anyone on the internet, any account, each account that is
 * named and not ours, and services that act for a stranger. How the policy is worded does not matter: conditions that pass for an
 * absent key, for all but some, for half of the internet or for a stranger's own account let the stranger in.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html">AWS: the confused deputy problem</a>
 */
public final class Strangers {
    /** What AWS says cannot be pinned: EventBridge names no source when it uses topics and keys. */
    private static final Map<String, Pattern> UNPINNABLE = Map.of(
            "events.amazonaws.com", Pattern.compile("(?i)sns:Publish|kms:(?:Decrypt|GenerateDataKey|DescribeKey)"));

    /** What a stranger writes who wants our data. */
    private static final ParsedPolicy OPEN = Policy.parse("of a stranger", PolicyKind.RESOURCE, """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}}""");

    private static final int MOST_ASKED = 8;
    private static final String ANY_SERVICE = "any-service.amazonaws.com";

    private final Policy policy;
    private final Stranger stranger;
    private final String ownAccount;
    private final String arn;

    private Strangers(Resource owner, Policy policy) {
        OwnAccounts accounts = OwnAccounts.of(owner.stack().program());
        this.ownAccount = owner.account().startsWith("${") ? "000000000000" : owner.account();
        Grounding grounding = new Grounding(ownAccount);
        this.policy = grounding.of(policy);
        this.arn = grounding.text(owner.arn());
        this.stranger = new Stranger(accounts::isOwn);
    }

    /**
     * A way in.
     *
     * @param statement the statement that opens it
     * @param who who comes in, in words
     * @param action what it may do, such as {@code s3:GetObject}
     */
    public record Way(String statement, String who, String action) {}

    /** The ways by which strangers that ask themselves come in, at most one for each statement and kind of stranger. */
    public static List<Way> directly(Resource owner, Policy policy) {
        Strangers strangers = new Strangers(owner, policy);
        return strangers.ways(strangers::direct);
    }

    /** The ways by which services come in that act for a stranger. */
    public static List<Way> throughServices(Resource owner, Policy policy) {
        Strangers strangers = new Strangers(owner, policy);
        return strangers.ways(strangers::served);
    }

    /** The ways by which an identity of the own account comes in to which nothing is granted. */
    public static List<Way> ofOwnAccount(Resource owner, Policy policy) {
        Strangers strangers = new Strangers(owner, policy);
        return strangers.ways(strangers::own);
    }

    /** The ways by which an endpoint of a VPC leads to what is a stranger's: for a stranger's keys, or to accounts that it names. */
    public static List<Way> outThroughEndpoint(Resource owner, Policy policy) {
        Strangers strangers = new Strangers(owner, policy);
        return strangers.ways(strangers::outwards);
    }

    private interface Search {
        List<Way> in(PolicyStatement statement, Principals principals);
    }

    private List<Way> ways(Search search) {
        Set<Way> ways = new LinkedHashSet<>();
        for (PolicyStatement statement : policy.allows()) {
            Principals principals = statement.principals();
            if (principals != null) {
                ways.addAll(search.in(statement, principals));
            }
        }
        return List.copyOf(ways);
    }

    private List<Way> direct(PolicyStatement statement, Principals principals) {
        List<Way> ways = new ArrayList<>();
        if (principals.names().containsKey("CanonicalUser")) {
            ways.add(new Way(
                    statement.label(),
                    "an account that only its canonical id names",
                    actions(statement).get(0)));
        }
        Set<Caller> callers = new LinkedHashSet<>();
        if (principals.isEveryone() || principals.excluded()) {
            callers.add(Caller.anonymous());
            stranger.accounts(statement.conditions()).stream()
                    .flatMap(account -> Stranger.roles(account, statement.conditions()).stream())
                    .map(Caller::role)
                    .forEach(callers::add);
        }
        if (!principals.excluded()) {
            principals.aws().stream()
                    .filter(name -> !name.equals("*"))
                    .filter(name -> !stranger.isOwn().test(OwnAccounts.account(name)))
                    .filter(name -> !name.startsWith("reference-"))
                    .map(Strangers::named)
                    .forEach(callers::add);
        }
        List<RequestContext> requests = callers.isEmpty() ? List.of() : stranger.directly(statement.conditions());
        for (Caller caller : callers) {
            firstPossible(statement, Identity.outside(caller), requests)
                    .ifPresent(action -> ways.add(new Way(statement.label(), words(caller), action)));
        }
        if (principals.isEveryone()) {
            Identity service = Identity.outside(Caller.service(ANY_SERVICE));
            firstPossible(statement, service, stranger.throughService(statement.conditions()))
                    .ifPresent(action -> ways.add(new Way(statement.label(), words(service.caller()), action)));
        }
        return ways.stream().limit(1).toList();
    }

    private List<Way> served(PolicyStatement statement, Principals principals) {
        List<String> services = new ArrayList<>(principals.services());
        List<Way> ways = new ArrayList<>();
        for (String service : principals.excluded() ? List.<String>of() : services) {
            Optional<String> action = firstPossible(
                    statement,
                    Identity.outside(Caller.service(service)),
                    stranger.throughService(statement.conditions()));
            action.ifPresent(
                    possible -> ways.add(new Way(statement.label(), service + " on behalf of a stranger", possible)));
        }
        return ways;
    }

    private List<Way> own(PolicyStatement statement, Principals principals) {
        if (!principals.isEveryone() && !principals.excluded()) {
            return List.of();
        }
        Caller caller = Caller.role("arn:aws:iam::" + ownAccount + ":role/without-any-policy");
        RequestContext request = stranger.inOwnAccount(statement.conditions());
        return firstPossible(statement, Identity.of(caller), List.of(request))
                .map(action -> new Way(statement.label(), "every identity of the account", action))
                .stream()
                .toList();
    }

    private List<Way> outwards(PolicyStatement statement, Principals principals) {
        Set<String> accounts = new LinkedHashSet<>(stranger.accounts(statement.conditions()));
        Set<String> owners = stranger.owners(statement.conditions());
        accounts.addAll(owners);
        for (String account : accounts) {
            Set<Caller> callers =
                    new LinkedHashSet<>(List.of(Caller.role("arn:aws:iam::" + account + ":role/stranger")));
            if (owners.contains(account)) {
                callers.add(Caller.role("arn:aws:iam::" + ownAccount + ":role/any"));
            }
            for (Caller caller : callers) {
                for (String resource : stranger.resources(statement.resources(), account)) {
                    Optional<String> action = firstPossible(
                            statement,
                            Identity.outside(caller).within(policy),
                            List.of(stranger.throughEndpoint(account)),
                            caller.name().contains(account)
                                    ? Target.of(resource, account)
                                    : Target.of(resource, account, OPEN));
                    if (action.isPresent()) {
                        String whose = account.equals(Stranger.ACCOUNT) ? "any account" : "account " + account;
                        return List.of(new Way(
                                statement.label(), words(caller) + " with what belongs to " + whose, action.get()));
                    }
                }
            }
        }
        return List.of();
    }

    private static Optional<String> firstPossible(
            PolicyStatement statement, Identity identity, List<RequestContext> requests, Target target) {
        return actions(statement).stream()
                .filter(action -> !isExempt(identity.caller(), action))
                .filter(action -> requests.stream()
                        .map(request ->
                                Access.may(identity, action, target, request).outcome())
                        .anyMatch(outcome -> outcome == Outcome.ALLOWED || outcome == Outcome.CONDITIONAL))
                .findFirst();
    }

    private Optional<String> firstPossible(
            PolicyStatement statement, Identity identity, List<RequestContext> requests) {
        List<RequestContext> fitting = requests.stream()
                .filter(request -> statement.conditionsHold(request).compareTo(Truth.UNKNOWN) > 0)
                .toList();
        return resources(statement).stream()
                .map(resource -> firstPossible(statement, identity, fitting, Target.of(resource, ownAccount, policy)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static boolean isExempt(Caller caller, String action) {
        Pattern exempt = UNPINNABLE.get(caller.name());
        return caller.kind() == Caller.Kind.SERVICE
                && exempt != null
                && exempt.matcher(action).matches();
    }

    /** Some actions that the statement allows. */
    static List<String> actions(PolicyStatement statement) {
        return statement.actions().excluded()
                ? List.of("any-service:AnyAction")
                : statement.actions().patterns().stream()
                        .limit(MOST_ASKED)
                        .map(pattern -> pattern.replace("*", "Any").replace('?', 'x'))
                        .toList();
    }

    private List<String> resources(PolicyStatement statement) {
        Patterns resources = statement.resources();
        return resources == null || resources.excluded()
                ? List.of(arn)
                : resources.patterns().stream()
                        .limit(MOST_ASKED)
                        .map(pattern -> pattern.equals("*") ? arn : Stranger.filled(pattern))
                        .toList();
    }

    private static Caller named(String principal) {
        String account = OwnAccounts.account(principal);
        boolean isWhole = principal.equals(account) || principal.endsWith(":root") || !principal.startsWith("arn:");
        if (isWhole) {
            return Caller.role("arn:aws:iam::" + account + ":role/stranger");
        }
        return principal.contains(":user/") ? Caller.user(principal) : Caller.role(principal);
    }

    private static String words(Caller caller) {
        return switch (caller.kind()) {
            case ANONYMOUS -> "anyone on the internet";
            case SERVICE -> caller.name() + " on behalf of a stranger";
            default ->
                caller.name().contains(Stranger.ACCOUNT)
                        ? "any account"
                        : "account " + OwnAccounts.account(caller.name()) + ", which is not ours";
        };
    }
}

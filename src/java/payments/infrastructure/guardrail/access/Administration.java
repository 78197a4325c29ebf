package payments.infrastructure.guardrail.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.access.Strangers.Way;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision.Outcome;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Principals;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.reality.HarmfulAction;
import payments.infrastructure.reality.HarmfulAction.Kind;
import payments.infrastructure.reality.HarmfulActions;

/**
 * Asks the evaluator whether the policy of a resource lets a workload administer that resource: change who may do what with it, switch
 * its protection off, or have it deleted. A grant of the account to its own administrators is none.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html">AWS: administrators and users of a
 *     key</a>
 */
public final class Administration {
    private static final Set<Kind> KINDS = Set.of(Kind.PERMISSIONS, Kind.CODE, Kind.RECORDS);

    /** What belongs to using a resource: its items, objects and messages, and giving a grant back. */
    private static final Pattern USE = Pattern.compile(
            "(?i)dynamodb:.*(?:Item|PartiQL).*|s3:(?:DeleteObject|PutObject).*"
                    + "|sqs:PurgeQueue|sns:Unsubscribe|ecr:(?:PutImage|BatchDeleteImage)|kms:RetireGrant|logs:DeleteLogStream");

    /** No use of a bucket whose objects are locked, such as that of the trail. */
    private static final Pattern DELETION = Pattern.compile("(?i)s3:DeleteObject.*");

    /** By the second word of a type: the prefix of its actions, where it is another one. */
    private static final Map<String, String> PREFIXES = Map.of(
            "efs", "elasticfilesystem",
            "opensearch", "es",
            "elasticsearch", "es",
            "msk", "kafka",
            "s3tables", "s3tables");

    /** Asked for in the two conditions by which AWS limits grants to its own services; both are absent when a role asks itself. */
    private static final RequestContext BY_ITSELF = RequestContext.nothing()
            .with("aws:SecureTransport", "true")
            .without("kms:ViaService", "kms:GrantIsForAWSResource");

    private static final int MOST_ASKED = 50;

    private final Resource owner;
    private final Policy policy;
    private final String prefix;
    private final boolean locked;

    private Administration(Resource owner, Policy policy) {
        this.owner = owner;
        this.policy = policy;
        String word = owner.type().split("_", 3)[1];
        this.prefix = PREFIXES.getOrDefault(word, word);
        this.locked = owner.follow("bucket", "aws_s3_bucket").stream()
                .anyMatch(bucket -> !bucket.referrers("aws_s3_bucket_object_lock_configuration", "bucket")
                        .isEmpty());
    }

    /** The ways by which workloads come to administer the resource, at most one for each statement. */
    public static List<Way> byWorkloads(Resource owner, Policy policy) {
        return new Administration(owner, policy).ways();
    }

    private List<Way> ways() {
        List<Way> ways = new ArrayList<>();
        for (PolicyStatement statement : policy.allows()) {
            Principals principals = statement.principals();
            if (principals != null) {
                way(statement, principals).ifPresent(ways::add);
            }
        }
        return ways;
    }

    private Optional<Way> way(PolicyStatement statement, Principals principals) {
        List<String> workloads = named(principals).toList();
        return workloads.isEmpty()
                ? Optional.empty()
                : actions(statement)
                        .flatMap(action -> workloads.stream()
                                .filter(role -> may(statement, role, action))
                                .map(role -> new Way(
                                        statement.label(),
                                        "the workload's role " + role.substring(role.lastIndexOf('/') + 1),
                                        action)))
                        .findFirst();
    }

    /** The ARNs of the workloads that a statement may mean. */
    private Stream<String> named(Principals principals) {
        Workloads workloads = Workloads.of(owner.stack().program());
        return principals.isEveryone() || principals.excluded()
                ? workloads.byArn().keySet().stream().sorted().limit(MOST_ASKED)
                : principals.aws().stream().filter(name -> workloads.named(name).isPresent());
    }

    private Stream<String> actions(PolicyStatement statement) {
        Stream<HarmfulAction> possible = statement.actions().excluded()
                ? HarmfulActions.known().of(KINDS).stream()
                        .filter(action -> statement.matchesAction(action.name()).isPossible())
                : statement.actions().patterns().stream()
                        .flatMap(pattern -> HarmfulActions.known().matching(pattern, KINDS).stream());
        return possible.map(HarmfulAction::name)
                .filter(action ->
                        !isUse(action) || (locked && DELETION.matcher(action).matches()))
                .filter(action -> isOfResource(statement, action));
    }

    /** Whether an action that changes more than data belongs to using what it changes, such as deleting an item. */
    public static boolean isUse(String action) {
        return USE.matcher(action).matches();
    }

    /** A wildcard for all services means the resource's own here. */
    private boolean isOfResource(PolicyStatement statement, String action) {
        boolean all =
                statement.actions().excluded() || statement.actions().patterns().contains("*");
        return !all
                || action.startsWith(prefix + ":")
                || HarmfulActions.known().matching(prefix + ":*", KINDS).isEmpty();
    }

    /** Whether the statement, beside the denials of its policy, lets the role do it without any policy of its own. */
    private boolean may(PolicyStatement statement, String role, String action) {
        List<PolicyStatement> deciding = new ArrayList<>(policy.denies());
        deciding.add(statement);
        Target target =
                Target.of(resource(statement), Arns.account(role), new Policy(policy.name(), policy.kind(), deciding));
        Outcome outcome = Access.may(Identity.of(Caller.role(role)), action, target, BY_ITSELF)
                .outcome();
        return outcome == Outcome.ALLOWED || outcome == Outcome.CONDITIONAL;
    }

    /** What the statement is about: what it names, or what its policy names elsewhere, or the owner of the policy. */
    private String resource(PolicyStatement statement) {
        return Stream.concat(Stream.of(statement), policy.statements().stream())
                .map(PolicyStatement::resources)
                .filter(resources -> resources != null && !resources.excluded())
                .flatMap(resources -> resources.patterns().stream())
                .filter(pattern -> !pattern.equals("*"))
                .findFirst()
                .map(Stranger::filled)
                .orElseGet(owner::arn);
    }
}

package payments.infrastructure.guardrail.rules.iam;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Decision;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.HarmfulAction;
import payments.infrastructure.reality.HarmfulAction.Kind;
import payments.infrastructure.reality.HarmfulActions;
import payments.infrastructure.reality.IamActions;

/**
 * Every role has a boundary, and the boundary rules out what destroys records or traces, and what changes permissions or code
 * ({@link HarmfulActions}). That is asked of the evaluator: for a role that is granted everything.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">AWS: permissions
 *     boundaries</a>
 */
@Guardrail(
        id = "iam-permission-boundary",
        severity = Severity.HIGH,
        expects = "a permissions boundary that denies destructive and audit-tampering actions",
        fix = "set permissions_boundary to the policy of the environment",
        why = "A policy attached tomorrow could delete the records or the traces",
        pci = {"7.2.5", "7.3.3"},
        sources = "ours: what must never happen is denied once, whatever is granted")
final class IamPermissionBoundarySet extends ResourceRule {
    private static final String BOUNDARY = "permissions_boundary";

    /** How many actions a finding names. */
    private static final int SHOWN = 4;

    /** The actions of threat J03 and their like; each with a resource of any name. */
    private static final Map<String, String> NEVER = Map.ofEntries(
            Map.entry("dynamodb:DeleteTable", "dynamodb:any-region-1:%s:table/any"),
            Map.entry("s3:DeleteBucket", "s3:::any"),
            Map.entry("kms:ScheduleKeyDeletion", "kms:any-region-1:%s:key/any"),
            Map.entry("kms:DisableKey", "kms:any-region-1:%s:key/any"),
            Map.entry("logs:DeleteLogGroup", "logs:any-region-1:%s:log-group:any"),
            Map.entry("cloudtrail:StopLogging", "cloudtrail:any-region-1:%s:trail/any"),
            Map.entry("cloudtrail:DeleteTrail", "cloudtrail:any-region-1:%s:trail/any"),
            Map.entry("rds:DeleteDBInstance", "rds:any-region-1:%s:db:any"),
            Map.entry("rds:DeleteDBCluster", "rds:any-region-1:%s:cluster:any"));

    private static final ParsedPolicy EVERYTHING = Policy.parse(
            "everything",
            PolicyKind.IDENTITY,
            "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}");

    IamPermissionBoundarySet() {
        super("aws_iam_role");
    }

    @Override
    protected void judge(Resource role, Verdicts verdicts) {
        ParsedPolicy boundary = Permissions.boundary(role);
        if (boundary == null) {
            verdicts.fail(BOUNDARY, "(absent)");
            return;
        }
        verdicts.pass(BOUNDARY, boundary.name());
        Identity almighty = Identity.of(Caller.role(role.arn()), EVERYTHING).within(boundary);
        NEVER.forEach((action, resource) -> {
            Target target = Target.of("arn:aws:" + resource.formatted(role.account()), role.account());
            Decision decision = Access.may(almighty, action, target, RequestContext.nothing());
            if (decision.isPossible()) {
                verdicts.fail(
                        "Action::" + action,
                        BOUNDARY,
                        "%s lets %s pass: %s".formatted(boundary.name(), action, decision.outcome()),
                        "a denial of " + action);
            }
        });
        passing(role.stack().program(), boundary)
                .forEach((service, actions) -> verdicts.fail(
                        "Service::" + service,
                        BOUNDARY,
                        boundary.name() + " " + shown(actions),
                        "a denial of these actions of " + service));
    }

    /** The harmful actions that a boundary lets pass, for a role that nothing excepts; found out once for all of its roles. */
    private static Map<String, List<String>> passing(Program program, ParsedPolicy boundary) {
        return boundary instanceof Policy policy
                ? program.once(Passing.class, policy, () -> Passing.of(findPassing(policy)))
                        .byService()
                : Map.of();
    }

    private record Passing(Map<String, List<String>> byService) {
        static Passing of(List<String> actions) {
            return new Passing(actions.stream()
                    .collect(Collectors.groupingBy(IamActions::prefix, TreeMap::new, Collectors.toList())));
        }
    }

    private static String shown(List<String> actions) {
        int more = actions.size() - SHOWN;
        String first = actions.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return "lets %s pass%s".formatted(first, more > 0 ? ", and %d more".formatted(more) : "");
    }

    private static List<String> findPassing(Policy boundary) {
        Identity almighty = Identity.of(Caller.role("arn:aws:iam::000000000000:role/any"), EVERYTHING)
                .within(boundary);
        return HarmfulActions.known().of(EnumSet.allOf(Kind.class)).stream()
                .map(HarmfulAction::name)
                .filter(action -> !NEVER.containsKey(action))
                .filter(action -> boundary.allows().stream()
                        .filter(statement -> statement.matchesAction(action).isPossible())
                        .anyMatch(statement -> resources(statement).anyMatch(arn -> Access.may(
                                        almighty, action, Target.of(arn, "000000000000"), RequestContext.nothing())
                                .isPossible())))
                .toList();
    }

    /** Resources that a statement means, one for each of its patterns. */
    private static Stream<String> resources(PolicyStatement statement) {
        Patterns resources = statement.resources();
        return resources == null || resources.excluded()
                ? Stream.of("arn:aws:any:any-region-1:000000000000:any")
                : resources.patterns().stream()
                        .map(pattern -> pattern.replace("*", "any").replace('?', 'x'));
    }
}

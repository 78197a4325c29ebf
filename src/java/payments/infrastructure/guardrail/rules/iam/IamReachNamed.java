package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.access.Reach;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.Pins;

/**
 * What a role, user or group may do, it may do to things that are named. Resources that are only a wildcard are judged by
 * {@link IamNoStarResource}; here are those that look as if they were narrow.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html">AWS: grant least privilege</a>
 */
@Guardrail(
        id = "iam-reach-named",
        severity = Severity.HIGH,
        expects = "one named thing and what belongs to it, in named regions and in the own account",
        fix =
                "write the name; a wildcard may stand for objects, indexes, streams, or the six signs after a secret's name",
        why = "The role reaches what others make: another environment, another project, tomorrow's secrets",
        pci = {"7.2.1", "7.2.2"},
        sources = {"AwsSolutions-IAM5"})
final class IamReachNamed extends IdentityPolicyRule {
    /**
     * What says of a thing only that it is there. Executions are not among it, since describing one shows its input; neither is
     * asking Config to look again, which shows nothing.
     */
    private static final Pattern HARMLESS =
            Pattern.compile("(?i)(?!states:)[a-z0-9-]+:(?:Describe|List)[A-Za-z]*|config:StartConfigRulesEvaluation");

    /** Tags that AWS alone sets, and names of keys by what they are used for. */
    private static final Predicate<String> NAMING = Pattern.compile(
                    "(?i)[a-z0-9-]+:ResourceTag/aws:.+|kms:ResourceAliases|kms:EncryptionContext:aws:.+")
            .asMatchPredicate();

    /** A resource that a user fills in. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:[\\w.-]+:)?var\\.[^}]*}\\*?");

    /** What people look at who operate an environment: its logs, the lengths of its queues, where its executions are. */
    private static final Pattern LOOKING = Pattern.compile(
            "(?i)logs:(?:Describe|Filter|Get)[A-Za-z]*|sqs:GetQueueAttributes|states:DescribeExecution");

    @Override
    protected List<Finding> findings(Resource holder, PolicyStatement statement) {
        Patterns resources = statement.resources();
        if (resources == null || resources.excluded() || !isHarmful(statement) || Pins.to(statement, NAMING)) {
            return List.of();
        }
        if (all(statement, LOOKING) && isForPeople(holder)) {
            return List.of();
        }
        Program program = holder.stack().program();
        return resources.patterns().stream()
                .filter(pattern -> !Wide.isStar(pattern))
                .distinct()
                .flatMap(pattern -> beyond(program, pattern)
                        .map(how -> new Finding(
                                "Resource::" + pattern,
                                "statement %s reaches %s: %s".formatted(statement.label(), how, pattern)))
                        .stream())
                .toList();
    }

    private static Optional<String> beyond(Program program, String pattern) {
        return VARIABLE.matcher(pattern).matches()
                ? Optional.of("what a variable says")
                : Reach.beyondOneThing(program, pattern);
    }

    private static boolean isHarmful(PolicyStatement statement) {
        return !all(statement, HARMLESS);
    }

    private static boolean all(PolicyStatement statement, Pattern actions) {
        return !statement.actions().excluded()
                && statement.actions().patterns().stream()
                        .allMatch(action -> actions.matcher(action).matches());
    }

    /** Whether only roles hold the policy that no service may assume. Who holds it without a role is not known. */
    private static boolean isForPeople(Resource holder) {
        List<Resource> roles = PolicyHolders.roles(holder);
        return !roles.isEmpty() && roles.stream().allMatch(IamReachNamed::isOfPeople);
    }

    private static boolean isOfPeople(Resource role) {
        return Policies.of(role.toString(), role, "assume_role_policy", PolicyKind.TRUST) instanceof Policy trust
                && trust.allows().stream()
                        .map(PolicyStatement::principals)
                        .allMatch(principals -> principals != null
                                && !principals.excluded()
                                && principals.names().keySet().equals(Set.of("AWS")));
    }
}

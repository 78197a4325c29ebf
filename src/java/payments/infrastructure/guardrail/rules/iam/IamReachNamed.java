package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.access.Reach;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Patterns;
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

    @Override
    protected List<Finding> findings(Resource holder, PolicyStatement statement) {
        Patterns resources = statement.resources();
        if (resources == null || resources.excluded() || !isHarmful(statement) || Pins.to(statement, NAMING)) {
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
        return statement.actions().excluded()
                || !statement.actions().patterns().stream()
                        .allMatch(action -> HARMLESS.matcher(action).matches());
    }
}

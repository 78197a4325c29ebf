package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.policy.Patterns;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.reality.IamAction;
import payments.infrastructure.reality.IamActions;
import payments.infrastructure.reality.IamResourceTypes;

/**
 * Every action that is written out meets a resource of a type that it works on: {@code s3:GetObject} needs the ARN of objects,
 * {@code s3:ListBucket} that of the bucket, and {@code ec2:DescribeSubnets}, which AWS does not restrict to resources, needs
 * {@code *}. And every resource is one that some action of the statement works on: the ARN of a queue beside that of a workflow
 * leaves the workflow of a region without its permission. What a statement excludes is not judged.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     AWS: Service Authorization Reference, resource types</a>
 */
@Guardrail(
        id = "iam-resources-fit",
        severity = Severity.HIGH,
        expects = "for every action a resource of a type that it works on, and for every resource such an action",
        fix =
                "write the ARN of the type that the Service Authorization Reference names for the action, or * where it names none",
        why = "An action on a resource of another type is never allowed, and never denied",
        pci = "7.2.5",
        sources = {
            "IAM Access Analyzer: UNSUPPORTED_RESOURCE_ARN_IN_POLICY",
            "ours: judged before the deployment, without an account"
        })
final class IamResourcesFit extends StatementRule {
    /** Checked by AWS against the ARN of all log groups, though the reference names no type. */
    private static final Set<String> LISTS = Set.of("logs:DescribeLogGroups");

    @Override
    List<Fault> faults(PolicyStatement statement) {
        Patterns resources = statement.resources();
        if (resources == null || resources.excluded() || statement.actions().excluded()) {
            return List.of();
        }
        List<String> written = resources.patterns();
        Optional<String> noArn =
                written.stream().filter(resource -> !isArn(resource)).findFirst();
        if (noArn.isPresent()) {
            return List.of(new Fault(
                    "Resource::" + noArn.get(),
                    "resource %s in statement %s".formatted(noArn.get(), statement.label()),
                    "an ARN, or *"));
        }
        List<Fault> idle = statement.actions().patterns().stream()
                .filter(action -> !action.contains("*") && !action.contains("?"))
                .flatMap(action -> IamActions.known().matching(action).stream())
                .flatMap(action -> fault(action, written, statement.label()).stream())
                .toList();
        return idle.isEmpty() ? unused(statement, written) : idle;
    }

    /** The resources that no action of a statement works on; none where one of its actions is not held. */
    private static List<Fault> unused(PolicyStatement statement, List<String> resources) {
        List<String> patterns = statement.actions().patterns();
        List<List<IamAction>> actions =
                patterns.stream().map(IamActions.known()::matching).toList();
        if (actions.stream().anyMatch(List::isEmpty)) {
            return List.of();
        }
        return resources.stream()
                .filter(resource -> actions.stream().flatMap(List::stream).noneMatch(action -> fits(action, resource)))
                .map(resource -> new Fault(
                        "Resource::" + resource,
                        "resource %s with %s in statement %s"
                                .formatted(resource, String.join(", ", patterns), statement.label()),
                        "resources that an action of the statement works on"))
                .toList();
    }

    /** API Gateway alone completes what starts with the name of its service. */
    private static boolean isArn(String resource) {
        return resource.equals("*")
                || resource.contains("${")
                || resource.startsWith("arn:")
                || resource.startsWith("execute-api:");
    }

    private static boolean fits(IamAction action, String resource) {
        return resource.equals("*")
                || resource.startsWith("${")
                || resource.startsWith("execute-api:")
                || LISTS.contains(action.name())
                || IamResourceTypes.known().mayFit(action, resource);
    }

    private static Optional<Fault> fault(IamAction action, List<String> resources, String label) {
        if (resources.stream().anyMatch(resource -> fits(action, resource))) {
            return Optional.empty();
        }
        String forms = action.resourceTypes().stream()
                .map(type -> IamResourceTypes.known().arn(action.service(), type))
                .collect(Collectors.joining(" or "));
        return Optional.of(new Fault(
                "Action::" + action.name(),
                "%s on %s in statement %s".formatted(action.name(), String.join(", ", resources), label),
                forms.isEmpty() ? "* as resource: AWS restricts the action to none" : "a resource such as " + forms));
    }
}

package payments.infrastructure.guardrail.rules.iam;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.access.Administration;
import payments.infrastructure.guardrail.access.Workloads;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.reality.HarmfulAction;
import payments.infrastructure.reality.HarmfulAction.Kind;
import payments.infrastructure.reality.HarmfulActions;

/**
 * What a workload does with its data is use; that its tables, keys, backups, logs, trails and alarms stay is not for it to decide. A
 * boundary may hold such an action back, but that is the last line of defence, and a boundary can be replaced. Items, objects and messages
 * may be deleted: that is use.
 *
 * @see <a href="https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_permissions_least_privileges.html">AWS
 *     Well-Architected: grant least privilege access</a>
 */
@Guardrail(
        id = "iam-records-kept",
        severity = Severity.HIGH,
        expects =
                "no action by which a workload destroys tables, keys, backups, logs, trails or alarms, or switches them off",
        fix = "remove the action; what deploys the resource may delete it",
        why = "Code that is broken into could destroy payments, and the traces of who did it",
        pci = {"7.2.5", "10.3.2"},
        sources = "ours: public checks ask for permissions and for wildcards, and not what an exact action destroys")
final class IamRecordsKept extends IdentityPolicyRule {
    private static final Set<Kind> RECORDS = Set.of(Kind.RECORDS);

    @Override
    protected List<Finding> findings(Resource holder, PolicyStatement statement) {
        Workloads workloads = Workloads.of(holder.stack().program());
        boolean ofWorkload = PolicyHolders.roles(holder).stream()
                .anyMatch(role -> workloads.named(role.arn()).isPresent());
        if (!ofWorkload || statement.actions().excluded()) {
            return List.of();
        }
        return statement.actions().patterns().stream()
                .flatMap(IamRecordsKept::finding)
                .toList();
    }

    /** One finding for each action as it is written. */
    private static Stream<Finding> finding(String pattern) {
        return HarmfulActions.known().matching(pattern, RECORDS).stream()
                .map(HarmfulAction::name)
                .filter(action -> !Administration.isUse(action))
                .findFirst()
                .map(action -> new Finding(
                        "Action::" + pattern,
                        action.equalsIgnoreCase(pattern)
                                ? action + " of a workload"
                                : "%s of a workload holds %s".formatted(pattern, action)))
                .stream();
    }
}

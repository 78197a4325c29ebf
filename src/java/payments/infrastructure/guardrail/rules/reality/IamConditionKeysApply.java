package payments.infrastructure.guardrail.rules.reality;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.policy.Condition;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.reality.IamAction;
import payments.infrastructure.reality.IamActions;
import payments.infrastructure.reality.IamConditionKeys;

/**
 * Every condition key exists, and requests for at least one action of its statement carry it. A key that no request carries
 * makes a condition that never holds, or, with a negated operator, always.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">AWS: global condition
 *     keys</a>
 */
@Guardrail(
        id = "iam-condition-keys-apply",
        severity = Severity.HIGH,
        expects = "condition keys that exist and that requests for the actions of the statement carry",
        fix = "take the key from the page of the action's service in the Service Authorization Reference",
        why = "A condition on a key that no request carries opens or closes the statement for everyone",
        pci = "7.2.5",
        sources = {
            "IAM Access Analyzer: INVALID_GLOBAL_CONDITION_KEY",
            "IAM Access Analyzer: INVALID_SERVICE_CONDITION_KEY",
            "ours: judged before the deployment, without an account"
        })
final class IamConditionKeysApply extends StatementRule {
    @Override
    List<Fault> faults(PolicyStatement statement) {
        return statement.conditions().stream()
                .map(Condition::key)
                .distinct()
                .flatMap(key -> fault(key, statement).stream())
                .toList();
    }

    private static Optional<Fault> fault(String key, PolicyStatement statement) {
        IamConditionKeys known = IamConditionKeys.known();
        if (key.contains("${")) {
            return Optional.empty();
        }
        if (!known.exists(key)) {
            return Optional.of(new Fault(
                    "Condition::" + key,
                    "condition key %s in statement %s".formatted(key, statement.label()),
                    known.nearest(key)
                            .map(name -> "a condition key that exists, such as " + name)
                            .orElse("a condition key that exists")));
        }
        List<IamAction> actions = actions(statement);
        if (actions.isEmpty() || actions.stream().anyMatch(action -> known.isCarried(key, action))) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "Condition::" + key,
                "condition key %s in statement %s, with %s"
                        .formatted(
                                key,
                                statement.label(),
                                String.join(", ", statement.actions().patterns())),
                "a condition key that requests for these actions carry"));
    }

    /** All actions that are meant; none when one of them is not held, so that nothing can be said. */
    private static List<IamAction> actions(PolicyStatement statement) {
        List<IamAction> actions = new ArrayList<>();
        for (String pattern : statement.actions().patterns()) {
            List<IamAction> matching = IamActions.known().matching(pattern);
            if (matching.isEmpty()) {
                return List.of();
            }
            actions.addAll(matching);
        }
        return statement.actions().excluded() ? List.of() : actions;
    }
}

package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Placeholders;
import payments.infrastructure.reality.IamAction;
import payments.infrastructure.reality.IamActions;

/**
 * Every action of a policy is one that IAM knows; a pattern matches at least one. IAM stores a policy with any action in it:
 * what it should have allowed is refused, and what it should have denied is not. Of services that are not held in the jar only
 * the prefix is judged.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html">
 *     AWS: Service Authorization Reference</a>
 */
@Guardrail(
        id = "iam-actions-exist",
        severity = Severity.HIGH,
        expects = "actions that IAM knows",
        fix = "write the action as the Service Authorization Reference does",
        why = "A misspelt action allows nothing, and in a denial it denies nothing",
        pci = "7.2.5",
        sources = {"IAM Access Analyzer: INVALID_ACTION", "ours: judged before the deployment, without an account"})
final class IamActionsExist extends StatementRule {
    IamActionsExist() {
        super("aws_lambda_permission");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (!resource.type().equals("aws_lambda_permission")) {
            super.judge(resource, verdicts);
            return;
        }
        Value action = resource.attribute("action");
        Optional<Fault> fault = action.isKnown() ? fault(action.text()) : Optional.empty();
        fault.ifPresentOrElse(
                found -> verdicts.fail("", "action", found.found(), found.expected()),
                () -> verdicts.pass("action", action));
    }

    @Override
    List<Fault> faults(PolicyStatement statement) {
        return statement.actions().patterns().stream()
                .flatMap(action -> fault(action).stream())
                .toList();
    }

    private static Optional<Fault> fault(String action) {
        IamActions known = IamActions.known();
        String prefix = IamActions.prefix(action);
        if (action.equals("*") || action.contains("${") || Placeholders.isNoAction(action)) {
            return Optional.empty();
        }
        if (!known.hasPrefix(prefix)) {
            return Optional.of(new Fault(
                    "Action::" + action,
                    "action " + action,
                    known.nearestPrefix(prefix)
                            .map(name -> "the prefix of a service, such as %s:".formatted(name))
                            .orElse("the prefix of a service, a colon and the name of an action")));
        }
        List<IamAction> matching = known.matching(action);
        if (!known.isHeld(prefix) || !matching.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                "Action::" + action,
                "action " + action,
                known.nearest(action)
                        .map(name -> "an action of %s, such as %s".formatted(prefix, name))
                        .orElse("an action of " + prefix)));
    }
}

package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.Truth;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * No policy may let anything of a log be deleted, the log itself be changed, or an item be changed but for the mark that its event
 * is sent. Each statement that allows must be so by itself: what another one or a boundary denies is not counted, since it may be gone
 * tomorrow. A policy that cannot be read fails: nothing of it is proven.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">AWS: conditions on
 *     attributes of items</a>
 */
@Guardrail(
        id = "ddb-log-kept",
        severity = Severity.CRITICAL,
        expects =
                "policies that can be read and that let nothing of a log be deleted, changed (but payment_id, version, kind, sent_at by dynamodb:Attributes) or switched",
        fix =
                "take the action away, limit dynamodb:UpdateItem by ForAllValues:StringEquals on dynamodb:Attributes, or write the policy out",
        why = "What has happened to a payment is what the log says; an effect that is gone never happened",
        pci = {"10.3.2", "7.2.5"},
        sources = "ours: that a table is a log follows from its key")
final class DynamoDbLogKept extends ResourceRule {
    DynamoDbLogKept() {
        super(GlobalTable.TYPE);
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        Optional<GlobalTable> log = GlobalTable.of(resource).filter(GlobalTable::isLog);
        if (log.isEmpty()) {
            verdicts.notApplicable("no log of versions");
            return;
        }
        List<LogPolicies.Held> policies = LogPolicies.of(log.get());
        for (LogPolicies.Held held : policies) {
            if (held.policy() instanceof UnparseablePolicy unreadable) {
                verdicts.fail(
                        "policy::%s::%s".formatted(held.holder().address(), unreadable.name()),
                        "policy",
                        "%s by %s cannot be read: %s".formatted(unreadable.name(), held.holder(), unreadable.reason()));
            } else if (held.policy() instanceof Policy policy) {
                judge(log.get(), held.holder(), policy, verdicts);
            }
        }
        verdicts.pass("policy", policies.size() + " policies");
    }

    private static void judge(GlobalTable log, Resource holder, Policy policy, Verdicts verdicts) {
        Map<String, Set<String>> actions = new TreeMap<>();
        for (LogRequests.Request request : LogRequests.forbidden(policy)) {
            log.regions().stream()
                    .map(region -> log.arn(region) + request.suffix())
                    .flatMap(arn -> policy.allows().stream().filter(statement -> matches(statement, request, arn)
                            .isPossible()))
                    .forEach(statement -> actions.computeIfAbsent(statement.label(), label -> new TreeSet<>())
                            .add(request.action()));
        }
        actions.forEach((label, allowed) -> verdicts.fail(
                "policy::%s::%s".formatted(holder.address(), label),
                "policy",
                "%s of %s in %s".formatted(String.join(", ", allowed), label, holder),
                "no such action on a log; of an item only its mark of being sent is changed"));
    }

    private static Truth matches(PolicyStatement statement, LogRequests.Request request, String arn) {
        Truth action = statement.matchesAction(request.action());
        return action.isPossible()
                ? action.and(statement.matchesResource(arn, request.context()))
                        .and(statement.conditionsHold(request.context()))
                : action;
    }
}

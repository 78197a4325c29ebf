package payments.infrastructure.guardrail.rules.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Boundary;
import payments.infrastructure.guardrail.rules.GlobalTable;

/**
 * No role may delete what is in a log, and a change of an item is limited to
 * named attributes.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html">AWS: conditions on
 *     attributes of items</a>
 */
@Guardrail(
        id = "ddb-log-kept",
        severity = Severity.CRITICAL,
        expects = "no role that deletes items of a log, and changes of named attributes alone (dynamodb:Attributes)",
        fix = "take the action away, or limit dynamodb:UpdateItem by a condition on dynamodb:Attributes",
        why = "What has happened to a payment is what the log says; an effect that is gone never happened",
        pci = {"10.3.2", "7.2.5"},
        sources = "ours: that a table is a log follows from its key")
final class DynamoDbLogKept extends ResourceRule {
    private static final List<String> DELETING = List.of(
            "dynamodb:DeleteItem", "dynamodb:BatchWriteItem", "dynamodb:PartiQLDelete", "dynamodb:PartiQLUpdate");

    private static final Set<String> HOLDERS = Set.of("aws_iam_policy", "aws_iam_role_policy");

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
        int policies = 0;
        for (String type : HOLDERS.stream().sorted().toList()) {
            for (Resource holder : resource.stack().program().resources(type)) {
                ParsedPolicy parsed = Policies.of(holder.toString(), holder, "policy", PolicyKind.IDENTITY);
                if (parsed instanceof Policy policy && !Boundary.isOne(holder)) {
                    policies++;
                    judge(log.get(), holder, policy, verdicts);
                }
            }
        }
        verdicts.pass("policy", policies + " policies");
    }

    private static void judge(GlobalTable log, Resource holder, Policy policy, Verdicts verdicts) {
        for (PolicyStatement statement : policy.allows()) {
            boolean onLog = log.regions().stream().anyMatch(region -> statement
                    .matchesResource(log.arn(region), RequestContext.nothing())
                    .isPossible());
            if (!onLog) {
                continue;
            }
            DELETING.stream()
                    .filter(action -> statement.matchesAction(action).isPossible())
                    .forEach(action -> fail(holder, statement, action, "no such action on a log", verdicts));
            if (statement.matchesAction("dynamodb:UpdateItem").isPossible()
                    && statement.conditions().stream()
                            .noneMatch(condition -> condition.key().equalsIgnoreCase("dynamodb:Attributes"))) {
                fail(holder, statement, "dynamodb:UpdateItem", "a condition on dynamodb:Attributes", verdicts);
            }
        }
    }

    private static void fail(
            Resource holder, PolicyStatement statement, String action, String expected, Verdicts verdicts) {
        verdicts.fail(
                "policy::%s::%s".formatted(holder.address(), action),
                "policy",
                "%s of %s in %s".formatted(action, statement.label(), holder),
                expected);
    }
}

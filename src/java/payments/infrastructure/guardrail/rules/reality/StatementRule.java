package payments.infrastructure.guardrail.rules.reality;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.access.WrittenPolicies;
import payments.infrastructure.guardrail.access.WrittenPolicies.Written;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.PolicyStatement;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Verdicts;

/** A rule on every statement of every policy, whatever the policy is attached to, and whether it allows or denies. */
abstract class StatementRule extends ResourceRule {
    /**
     * Something that IAM does not know.
     *
     * @param qualifier distinguishes it from others of the same policy
     * @param found what stands there
     * @param expected what should
     */
    record Fault(String qualifier, String found, String expected) {}

    /** @param more further types, which the subclass judges */
    StatementRule(String... more) {
        super(Stream.concat(Stream.of(WrittenPolicies.types()), Stream.of(more)).toArray(String[]::new));
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        List<Written> policies = WrittenPolicies.of(resource);
        if (policies.isEmpty()) {
            verdicts.notApplicable("it holds no policy that can be read");
        }
        for (Written policy : policies) {
            Set<Fault> faults = new LinkedHashSet<>();
            policy.statements().forEach(statement -> faults.addAll(faults(statement)));
            faults.forEach(
                    fault -> verdicts.fail(fault.qualifier(), policy.attribute(), fault.found(), fault.expected()));
            if (faults.isEmpty()) {
                verdicts.pass(policy.attribute(), policy.statements().size() + " statements");
            }
        }
    }

    /** What IAM does not know in a statement. */
    abstract List<Fault> faults(PolicyStatement statement);
}

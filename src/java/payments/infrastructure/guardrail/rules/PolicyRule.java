package payments.infrastructure.guardrail.rules;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.policy.ParsedPolicy;
import payments.infrastructure.guardrail.policy.Policy;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.UnparseablePolicy;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Verdicts;

/** A rule that judges every policy of some attributes. A policy that cannot be read fails it: nothing of it is proven. */
public abstract class PolicyRule extends ResourceRule {
    /**
     * Something in a policy that is not as demanded.
     *
     * @param qualifier distinguishes it from others of the same policy, such as {@code Action::s3:*}
     * @param found what stands there
     */
    public record Finding(String qualifier, String found) {}

    private final PolicyKind kind;
    private final List<String> attributes;

    /**
     * A rule on these policies.
     *
     * @param kind what the policies are attached to
     * @param attributes where they stand: type, dot, attribute, such as {@code aws_kms_key.policy}; a type alone is judged by
     *     the subclass
     */
    protected PolicyRule(PolicyKind kind, String... attributes) {
        super(Arrays.stream(attributes).map(PolicyRule::type).distinct().toArray(String[]::new));
        this.kind = kind;
        this.attributes = List.of(attributes);
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        boolean judged = false;
        for (String attribute : attributes) {
            if (type(attribute).equals(resource.type())) {
                judged |= judge(resource, attribute.substring(attribute.indexOf('.') + 1), verdicts);
            }
        }
        if (!judged) {
            verdicts.notApplicable("it holds no policy itself");
        }
    }

    private boolean judge(Resource resource, String attribute, Verdicts verdicts) {
        int dot = attribute.lastIndexOf('.');
        List<Block> holders = dot < 0 ? List.of(resource) : resource.blocks(attribute.substring(0, dot));
        String name = attribute.substring(dot + 1);
        boolean judged = false;
        for (Block holder : holders) {
            if (holder.has(name)) {
                judged = true;
                ParsedPolicy parsed = Policies.of(resource.toString(), holder, name, kind);
                judge(resource, attribute, parsed, verdicts);
            }
        }
        return judged;
    }

    private void judge(Resource resource, String attribute, ParsedPolicy parsed, Verdicts verdicts) {
        if (parsed instanceof UnparseablePolicy unreadable) {
            verdicts.fail(attribute, "cannot be read: " + unreadable.reason());
            return;
        }
        Policy policy = (Policy) parsed;
        Set<Finding> findings = new LinkedHashSet<>(findings(resource, policy));
        findings.forEach(finding -> verdicts.fail(finding.qualifier(), attribute, finding.found()));
        if (findings.isEmpty()) {
            verdicts.pass(attribute, policy.statements().size() + " statements");
        }
    }

    /** What is not as demanded in a policy of a resource. */
    protected abstract List<Finding> findings(Resource resource, Policy policy);

    private static String type(String attribute) {
        return attribute.split("\\.", 2)[0];
    }
}

package payments.infrastructure.guardrail.rules.network;

import java.util.List;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The rules of one group are written in one way. A group with rules inside and rules beside it removes the one and
 * creates the other at every apply.
 *
 * @see <a href="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group">the provider's note on mixed rules</a>
 */
@Guardrail(
        id = "sg-single-style",
        severity = Severity.LOW,
        expects = "rules inside the group or beside it, not both",
        fix = "move the inner ingress and egress blocks to resources of their own",
        why = "The two ways fight, and in between the group is open or closed by chance",
        pci = "1.2.8",
        sources = "ours (provider doc)")
final class SecurityGroupSingleStyle extends ResourceRule {
    private static final List<String> BESIDE = List.of(
            "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule", "aws_security_group_rule");

    SecurityGroupSingleStyle() {
        super("aws_security_group");
    }

    @Override
    protected void judge(Resource group, Verdicts verdicts) {
        Stream.of("ingress", "egress").forEach(direction -> {
            boolean inside = !group.blocks(direction).isEmpty() || group.has("dynamic." + direction);
            List<Resource> beside = BESIDE.stream()
                    .flatMap(type -> group.referrers(type, "security_group_id").stream())
                    .toList();
            if (inside && !beside.isEmpty()) {
                verdicts.fail(direction, direction, "also " + beside.get(0).address(), "rules in one way only");
            } else {
                verdicts.pass(direction, inside ? "inside the group" : "none inside the group");
            }
        });
    }
}

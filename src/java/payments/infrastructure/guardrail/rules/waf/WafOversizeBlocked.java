package payments.infrastructure.guardrail.rules.waf;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The first rule of a web ACL blocks bodies that are longer than the part the firewall reads (8 KB at a load balancer,
 * 16 to 64 KB at an API): what it does not read it cannot judge. First is the lowest priority number.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html">AWS: oversize request components</a>
 */
@Guardrail(
        id = "waf-oversize-blocked",
        severity = Severity.MEDIUM,
        expects = "the rule of the lowest priority number blocks a body over a size, with oversize handling MATCH",
        fix = "add a size constraint on the body over 16384 bytes with oversize_handling MATCH and action block, first",
        why = "An attack behind 16 KB of filler passes every other rule",
        pci = {"6.2.4", "6.4.2"},
        sources = "ours (WAF doc)")
final class WafOversizeBlocked extends ResourceRule {
    /** The most that a web ACL can be set to read. */
    private static final long LARGEST_BODY = 65_536;

    WafOversizeBlocked() {
        super("aws_wafv2_web_acl");
    }

    @Override
    protected void judge(Resource acl, Verdicts verdicts) {
        if (acl.has("rule_json") || acl.has("dynamic.rule")) {
            verdicts.unknown("rule_json", acl.attribute("rule_json"));
            return;
        }
        Optional<Block> first = acl.blocks("rule").stream()
                .filter(rule -> rule.attribute("priority").number().isPresent())
                .min(java.util.Comparator.comparing(
                        rule -> rule.attribute("priority").number().orElse(BigDecimal.ZERO)));
        if (first.isEmpty()) {
            verdicts.fail("rule", "no rule");
        } else if (blocksLongBodies(first.get())) {
            verdicts.pass("rule", first.get().attribute("name"));
        } else {
            verdicts.fail("rule", "the first rule is " + first.get().attribute("name"));
        }
    }

    private static boolean blocksLongBodies(Block rule) {
        Stream<Block> direct = rule.blocks("statement.size_constraint_statement").stream();
        Stream<Block> either = rule.blocks("statement.or_statement.statement.size_constraint_statement").stream();
        return rule.has("action.block") && Stream.concat(direct, either).anyMatch(WafOversizeBlocked::isLongBody);
    }

    private static boolean isLongBody(Block size) {
        boolean body = Stream.of("body", "json_body")
                .anyMatch(part -> size.attribute("field_to_match." + part + ".oversize_handling")
                        .is("MATCH"));
        return body
                && size.attribute("comparison_operator").isOneOf(Set.of("GT", "GE"))
                && size.attribute("size").isBetween(1, LARGEST_BODY);
    }
}

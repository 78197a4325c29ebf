package payments.infrastructure.guardrail.rules.waf;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * The first rule of a web ACL blocks bodies that are longer than the part the firewall reads (8 KB at a load balancer,
 * 16 KB at an API, up to 64 KB where the web ACL says so): what it does not read it cannot judge. First is the lowest priority number.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-oversize-request-components.html">AWS: oversize request components</a>
 */
@Guardrail(
        id = "waf-oversize-blocked",
        severity = Severity.MEDIUM,
        expects =
                "the rule of the lowest priority number blocks a body over what the firewall reads there, with oversize handling MATCH",
        fix =
                "add a size constraint on the body over 8192 bytes with oversize_handling MATCH and action block, first; at an API at most 16384, or what association_config says",
        why = "An attack behind 8 or 16 KB of filler passes every other rule",
        pci = {"6.2.4", "6.4.2"},
        sources = "ours (WAF doc)")
final class WafOversizeBlocked extends ResourceRule {
    /** Behind a load balancer, where it cannot be changed. */
    private static final long READ_AT_LOAD_BALANCER = 8192;

    /** Behind everything else, unless the web ACL says more. */
    private static final long READ_AT_API = 16_384;

    private static final int BYTES_OF_KB = 1024;
    private static final Pattern KB = Pattern.compile("KB_([0-9]{2})");

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
        } else if (blocksLongBodies(first.get(), read(acl))) {
            verdicts.pass("rule", first.get().attribute("name"));
        } else {
            verdicts.fail("rule", "the first rule is " + first.get().attribute("name"));
        }
    }

    /** How many bytes of a body the firewall reads where the web ACL stands. */
    private static long read(Resource acl) {
        boolean atLoadBalancer = acl.referrers("aws_wafv2_web_acl_association", "web_acl_arn").stream()
                .anyMatch(association ->
                        association.follow("resource_arn", "aws_lb").isPresent()
                                || association.follow("resource_arn", "aws_alb").isPresent());
        if (atLoadBalancer) {
            return READ_AT_LOAD_BALANCER;
        }
        Matcher configured =
                KB.matcher(acl.attribute("association_config.request_body.api_gateway.default_size_inspection_limit")
                        .text());
        return configured.matches() ? Long.parseLong(configured.group(1)) * BYTES_OF_KB : READ_AT_API;
    }

    private static boolean blocksLongBodies(Block rule, long read) {
        Stream<Block> direct = rule.blocks("statement.size_constraint_statement").stream();
        Stream<Block> either = rule.blocks("statement.or_statement.statement.size_constraint_statement").stream();
        return rule.has("action.block") && Stream.concat(direct, either).anyMatch(size -> isLongBody(size, read));
    }

    private static boolean isLongBody(Block size, long read) {
        boolean body = Stream.of("body", "json_body")
                .anyMatch(part -> size.attribute("field_to_match." + part + ".oversize_handling")
                        .is("MATCH"));
        return body
                && size.attribute("comparison_operator").isOneOf(Set.of("GT", "GE"))
                && size.attribute("size").isBetween(1, read);
    }
}

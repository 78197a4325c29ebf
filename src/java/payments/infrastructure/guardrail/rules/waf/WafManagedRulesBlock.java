package payments.infrastructure.guardrail.rules.waf;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A web ACL has the managed groups against common attacks, known bad input, SQL injection and addresses of bad name,
 * and a limit on the rate of one client; in production they block, do not only count, and look at each request, whatever its sender writes. A rate limit may stand in a
 * rule group of the program.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html">AWS: managed rule groups</a>
 */
@Guardrail(
        id = "waf-managed-rules",
        severity = Severity.HIGH,
        expects =
                "Common, KnownBadInputs, SQLi, IP reputation and a rate limit, none of them only counting, or left out at the sender's wish, in production",
        fix = "add the missing rule; set override_action to none and remove rule_action_override to count",
        why = "PCI DSS demands a defence that blocks, not one that watches",
        pci = {"6.4.2", "6.4.1"},
        sources = {"CKV_AWS_175", "CKV_AWS_192", "CKV2_AWS_76", "CKV2_AWS_77", "WAF.10", "WAFV2_WEBACL_NOT_EMPTY"})
final class WafManagedRulesBlock extends ResourceRule {
    private static final List<String> GROUPS = List.of(
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesSQLiRuleSet",
            "AWSManagedRulesAmazonIpReputationList");

    /** Rules of the groups for what servers do too: they send no User-Agent unless somebody thinks of it. */
    private static final Set<String> NO_ATTACKS = Set.of("NoUserAgent_HEADER");

    /** Parts of a request that its sender writes as it likes, and the application need not read. */
    private static final Set<String> CHOSEN_BY_CALLERS = Set.of(
            "single_header",
            "headers",
            "header_order",
            "cookies",
            "single_query_argument",
            "all_query_arguments",
            "query_string",
            "body",
            "json_body");

    WafManagedRulesBlock() {
        super("aws_wafv2_web_acl");
    }

    @Override
    protected void judge(Resource acl, Verdicts verdicts) {
        if (acl.has("rule_json") || acl.has("dynamic.rule")) {
            verdicts.unknown("rule_json", acl.attribute("rule_json"));
            return;
        }
        List<Block> rules = acl.blocks("rule");
        for (String group : GROUPS) {
            boolean there = rules.stream().anyMatch(rule -> isGroup(rule, group));
            found(there, group, verdicts);
        }
        found(rules.stream().anyMatch(rule -> isRateLimit(acl, rule)), "rate limit", verdicts);
        if (acl.isProduction()) {
            rules.stream().filter(WafManagedRulesBlock::isLeftByTheCaller).forEach(rule -> {
                String name = rule.attribute("name").text();
                verdicts.fail(
                        "scope of " + name,
                        "rule.statement.managed_rule_group_statement.scope_down_statement",
                        name + " looks only where what the caller sends says so",
                        "a group that looks at every request");
            });
            rules.stream().filter(WafManagedRulesBlock::counts).forEach(rule -> {
                String name = rule.attribute("name").text();
                verdicts.fail("counts " + name, "rule.override_action", name + " only counts", "a rule that blocks");
            });
        }
    }

    private static void found(boolean there, String what, Verdicts verdicts) {
        if (there) {
            verdicts.pass("rule", what);
        } else {
            verdicts.fail(what, "rule", "no " + what, "a rule with " + what);
        }
    }

    private static boolean isGroup(Block rule, String group) {
        Value vendor = rule.attribute("statement.managed_rule_group_statement.vendor_name");
        return rule.attribute("statement.managed_rule_group_statement.name").is(group) && vendor.is("AWS");
    }

    private static boolean isRateLimit(Resource acl, Block rule) {
        if (rule.has("statement.rate_based_statement")) {
            return rule.has("action.block")
                    || rule.has("action.captcha")
                    || rule.has("action.challenge")
                    || !acl.isProduction();
        }
        return rule.attribute("statement.rule_group_reference_statement.arn")
                .target("aws_wafv2_rule_group")
                .filter(group -> group.blocks("rule").stream()
                        .anyMatch(inner -> inner.has("statement.rate_based_statement") && inner.has("action.block")))
                .isPresent();
    }

    private static boolean countsAnAttack(Block override) {
        return override.has("action_to_use.count")
                && !override.attribute("name").isOneOf(NO_ATTACKS);
    }

    /** Whether a group is narrowed down by something that the caller chooses, such as a header. */
    private static boolean isLeftByTheCaller(Block rule) {
        return rule.blocks("statement.managed_rule_group_statement.scope_down_statement").stream()
                .map(scope -> scope.body().toString())
                .anyMatch(scope -> CHOSEN_BY_CALLERS.stream().anyMatch(part -> scope.contains("\"" + part + "\"")));
    }

    private static boolean counts(Block rule) {
        boolean group = rule.has("statement.managed_rule_group_statement")
                || rule.has("statement.rule_group_reference_statement")
                || rule.has("statement.rate_based_statement");
        return group
                && (rule.has("override_action.count")
                        || rule.has("action.count")
                        || Stream.of("managed_rule_group_statement", "rule_group_reference_statement")
                                .map(kind -> "statement." + kind)
                                .anyMatch(kind -> rule.has(kind + ".excluded_rule")
                                        || rule.blocks(kind + ".rule_action_override").stream()
                                                .anyMatch(WafManagedRulesBlock::countsAnAttack)));
    }
}

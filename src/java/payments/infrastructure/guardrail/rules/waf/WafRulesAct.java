package payments.infrastructure.guardrail.rules.waf;

import java.util.List;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A rule of one's own does something: it blocks, allows, asks a question, or counts to add a label or a header on which something
 * else acts. One that counts alone is a trial that goes on. Managed groups and limits of rates are judged by
 * {@code waf-managed-rules}.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-action.html">AWS: rule actions</a>
 */
@Guardrail(
        id = "waf-rules-act",
        severity = Severity.LOW,
        expects = "rules that act; those that count add a label or a header",
        fix = "replace action.count by action.block once the trial is over",
        why = "A rule that only counts lets every attack through that it recognizes",
        pci = {"6.4.2"},
        sources = "ours: public checks look at managed groups only")
final class WafRulesAct extends ResourceRule {
    private static final List<String> ELSEWHERE =
            List.of("managed_rule_group_statement", "rule_group_reference_statement", "rate_based_statement");

    WafRulesAct() {
        super("aws_wafv2_web_acl", "aws_wafv2_rule_group");
    }

    @Override
    protected void judge(Resource acl, Verdicts verdicts) {
        boolean acts = true;
        for (Block rule : acl.blocks("rule")) {
            boolean judgedElsewhere = acl.type().equals("aws_wafv2_web_acl")
                    && ELSEWHERE.stream().anyMatch(kind -> rule.has("statement." + kind));
            boolean used = rule.has("rule_label") || rule.has("action.count.custom_request_handling");
            if (rule.has("action.count") && !used && !judgedElsewhere) {
                acts = false;
                String name = rule.attribute("name").text();
                verdicts.fail(name, "rule.action.count", name + " only counts", "a rule that blocks");
            }
        }
        if (acts) {
            verdicts.pass("rule", "every rule acts");
        }
    }
}

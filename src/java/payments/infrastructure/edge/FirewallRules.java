package payments.infrastructure.edge;

import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRule;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleAction;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleActionBlock;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleActionBlockCustomResponse;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleOverrideAction;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleOverrideActionNone;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementManagedRuleGroupStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementRateBasedStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementSizeConstraintStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementSizeConstraintStatementFieldToMatch;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementSizeConstraintStatementFieldToMatchBody;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementSizeConstraintStatementTextTransformation;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleVisibilityConfig;
import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.config.deployment.FirewallSettings;

/**
 * The rules of the firewall, in the order in which they are asked: first what costs nothing to refuse, last what looks
 * into the body.
 */
final class FirewallRules {
    /**
     * What WAF inspects of a body behind API Gateway without extra cost (WAF guide, "Managing body inspection size
     * limits"). Whatever is longer passes uninspected, so it must not pass at all; a payment needs a few hundred bytes.
     */
    private static final int INSPECTED_BYTES = 16 * 1024;

    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;

    private final List<Wafv2WebAclRule> rules = new ArrayList<>();

    private FirewallRules() {}

    static List<Wafv2WebAclRule> of(FirewallSettings settings) {
        FirewallRules all = new FirewallRules();
        all.block("oversize-body", oversizeBody(), CONTENT_TOO_LARGE);
        all.managed("ip-reputation", "AWSManagedRulesAmazonIpReputationList");
        all.block("rate-per-address", ratePerAddress(settings), TOO_MANY_REQUESTS);
        all.managed("known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet");
        all.managed("common", "AWSManagedRulesCommonRuleSet");
        all.managed("sql-injection", "AWSManagedRulesSQLiRuleSet");
        return List.copyOf(all.rules);
    }

    private static Wafv2WebAclRuleStatement oversizeBody() {
        return Wafv2WebAclRuleStatement.builder()
                .sizeConstraintStatement(Wafv2WebAclRuleStatementSizeConstraintStatement.builder()
                        .fieldToMatch(Wafv2WebAclRuleStatementSizeConstraintStatementFieldToMatch.builder()
                                .body(Wafv2WebAclRuleStatementSizeConstraintStatementFieldToMatchBody.builder()
                                        .oversizeHandling("MATCH")
                                        .build())
                                .build())
                        .comparisonOperator("GT")
                        .size(INSPECTED_BYTES)
                        .textTransformation(
                                List.of(Wafv2WebAclRuleStatementSizeConstraintStatementTextTransformation.builder()
                                        .priority(0)
                                        .type("NONE")
                                        .build()))
                        .build())
                .build();
    }

    private static Wafv2WebAclRuleStatement ratePerAddress(FirewallSettings settings) {
        return Wafv2WebAclRuleStatement.builder()
                .rateBasedStatement(Wafv2WebAclRuleStatementRateBasedStatement.builder()
                        .limit(settings.requestsPerAddress())
                        .aggregateKeyType("IP")
                        .build())
                .build();
    }

    private void block(String name, Wafv2WebAclRuleStatement statement, int status) {
        rules.add(rule(name, statement)
                .action(Wafv2WebAclRuleAction.builder()
                        .block(Wafv2WebAclRuleActionBlock.builder()
                                .customResponse(Wafv2WebAclRuleActionBlockCustomResponse.builder()
                                        .responseCode(status)
                                        .build())
                                .build())
                        .build())
                .build());
    }

    /** A rule group that AWS manages, with its own actions: it blocks, and nothing is overridden to counting. */
    private void managed(String name, String group) {
        rules.add(rule(
                        name,
                        Wafv2WebAclRuleStatement.builder()
                                .managedRuleGroupStatement(Wafv2WebAclRuleStatementManagedRuleGroupStatement.builder()
                                        .vendorName("AWS")
                                        .name(group)
                                        .build())
                                .build())
                .overrideAction(Wafv2WebAclRuleOverrideAction.builder()
                        .none(Wafv2WebAclRuleOverrideActionNone.builder().build())
                        .build())
                .build());
    }

    private Wafv2WebAclRule.Builder rule(String name, Wafv2WebAclRuleStatement statement) {
        return Wafv2WebAclRule.builder()
                .name(name)
                .priority(rules.size())
                .statement(statement)
                .visibilityConfig(Wafv2WebAclRuleVisibilityConfig.builder()
                        .cloudwatchMetricsEnabled(true)
                        .metricName(name)
                        .sampledRequestsEnabled(false)
                        .build());
    }
}

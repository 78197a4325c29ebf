package payments.infrastructure.edge;

import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRule;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleAction;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleActionBlock;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleActionBlockCustomResponse;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleOverrideAction;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleOverrideActionNone;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementManagedRuleGroupStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementManagedRuleGroupStatementRuleActionOverride;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUse;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCount;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementRateBasedStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementSizeConstraintStatement;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementSizeConstraintStatementFieldToMatch;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementSizeConstraintStatementFieldToMatchBody;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleStatementSizeConstraintStatementTextTransformation;
import com.hashicorp.cdktf.providers.aws.wafv2_web_acl.Wafv2WebAclRuleVisibilityConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the firewall, in the order in which they are asked: first what costs nothing to refuse, last what looks
 * into the body.
 */
final class FirewallRules {
    /**
     * What WAF inspects of a body behind a load balancer, and above which the common rules refuse it behind any entry (WAF guide,
     * "Oversize web request components", "Core rule set": SizeRestrictions_BODY). Behind API Gateway WAF reads 16 KB. Whatever is
     * longer passes uninspected, so it must not pass at all; a payment needs a few hundred bytes.
     */
    private static final int LARGEST_BODY_BYTES = 8 * 1024;

    /** Servers send no such header unless somebody thinks of it; it is no attack. */
    private static final String NO_USER_AGENT = "NoUserAgent_HEADER";

    private static final int CONTENT_TOO_LARGE = 413;
    private static final int TOO_MANY_REQUESTS = 429;

    private final List<Wafv2WebAclRule> rules = new ArrayList<>();

    private FirewallRules() {}

    static List<Wafv2WebAclRule> of(int requestsPerAddress) {
        FirewallRules all = new FirewallRules();
        all.block("oversize-body", oversizeBody(), CONTENT_TOO_LARGE);
        all.managed("ip-reputation", "AWSManagedRulesAmazonIpReputationList");
        all.block("rate-per-address", ratePerAddress(requestsPerAddress), TOO_MANY_REQUESTS);
        all.managed("known-bad-inputs", "AWSManagedRulesKnownBadInputsRuleSet");
        all.managed("common", "AWSManagedRulesCommonRuleSet", NO_USER_AGENT);
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
                        .size(LARGEST_BODY_BYTES)
                        .textTransformation(
                                List.of(Wafv2WebAclRuleStatementSizeConstraintStatementTextTransformation.builder()
                                        .priority(0)
                                        .type("NONE")
                                        .build()))
                        .build())
                .build();
    }

    private static Wafv2WebAclRuleStatement ratePerAddress(int requestsPerAddress) {
        return Wafv2WebAclRuleStatement.builder()
                .rateBasedStatement(Wafv2WebAclRuleStatementRateBasedStatement.builder()
                        .limit(requestsPerAddress)
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

    /** A rule group that AWS manages, with its own actions: it blocks, but for the rules that are only to be counted. */
    private void managed(String name, String group, String... counted) {
        rules.add(rule(
                        name,
                        Wafv2WebAclRuleStatement.builder()
                                .managedRuleGroupStatement(Wafv2WebAclRuleStatementManagedRuleGroupStatement.builder()
                                        .vendorName("AWS")
                                        .name(group)
                                        .ruleActionOverride(overrides(counted))
                                        .build())
                                .build())
                .overrideAction(Wafv2WebAclRuleOverrideAction.builder()
                        .none(Wafv2WebAclRuleOverrideActionNone.builder().build())
                        .build())
                .build());
    }

    /** Null where there is none: an empty list would be a difference to what AWS answers. */
    private static @Nullable List<Wafv2WebAclRuleStatementManagedRuleGroupStatementRuleActionOverride> overrides(
            String... counted) {
        return counted.length == 0
                ? null
                : Arrays.stream(counted).map(FirewallRules::count).toList();
    }

    private static Wafv2WebAclRuleStatementManagedRuleGroupStatementRuleActionOverride count(String rule) {
        return Wafv2WebAclRuleStatementManagedRuleGroupStatementRuleActionOverride.builder()
                .name(rule)
                .actionToUse(Wafv2WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUse.builder()
                        .count(
                                Wafv2WebAclRuleStatementManagedRuleGroupStatementRuleActionOverrideActionToUseCount
                                        .builder()
                                        .build())
                        .build())
                .build();
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

package payments.infrastructure.guardrail.rules.waf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;
import payments.infrastructure.text.Nearest;

/**
 * The rules of a web ACL have priorities and names of their own, an action of the right kind, and managed groups that AWS has; the
 * ACL is of the scope of what it protects, and each thing has one.
 *
 * @see <a href="https://docs.aws.amazon.com/waf/latest/APIReference/API_Rule.html">AWS: Rule</a>
 * @see <a href="https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html">AWS: managed rule groups</a>
 */
@Guardrail(
        id = "waf-rules-accepted",
        severity = Severity.HIGH,
        expects = "rules that WAF accepts",
        fix = "give the rule a priority and a name of its own, the action of its kind, and a group that AWS has",
        why = "WAF refuses the whole web ACL, and the API is open meanwhile",
        sources = "ours: Terraform compares no two rules")
final class WafRulesAccepted extends AcceptanceRule {
    private static final String ASSOCIATION = "aws_wafv2_web_acl_association";

    /** Sources: WAF guide, "AWS Managed Rules rule groups list". */
    private static final Set<String> GROUPS = Set.of(
            "AWSManagedRulesACFPRuleSet",
            "AWSManagedRulesATPRuleSet",
            "AWSManagedRulesAdminProtectionRuleSet",
            "AWSManagedRulesAmazonIpReputationList",
            "AWSManagedRulesAnonymousIpList",
            "AWSManagedRulesAntiDDoSRuleSet",
            "AWSManagedRulesBotControlRuleSet",
            "AWSManagedRulesCommonRuleSet",
            "AWSManagedRulesKnownBadInputsRuleSet",
            "AWSManagedRulesLinuxRuleSet",
            "AWSManagedRulesPHPRuleSet",
            "AWSManagedRulesSQLiRuleSet",
            "AWSManagedRulesUnixRuleSet",
            "AWSManagedRulesWindowsRuleSet",
            "AWSManagedRulesWordPressRuleSet");

    /** Types that a regional web ACL protects; CloudFront names its ACL itself. */
    private static final Set<String> PROTECTED = Set.of(
            "aws_lb",
            "aws_alb",
            "aws_api_gateway_stage",
            "aws_appsync_graphql_api",
            "aws_cognito_user_pool",
            "aws_apprunner_service",
            "aws_verifiedaccess_instance",
            "aws_amplify_app");

    WafRulesAccepted() {
        super("aws_wafv2_web_acl", "aws_wafv2_rule_group", ASSOCIATION);
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        if (resource.type().equals(ASSOCIATION)) {
            examineAssociation(resource, objections);
            return;
        }
        Map<String, String> priorities = new HashMap<>();
        Set<String> names = new TreeSet<>();
        for (Block rule : resource.blocks("rule")) {
            Value name = rule.attribute("name");
            Value priority = rule.attribute("priority");
            if (priority.isKnown()) {
                String other = priorities.putIfAbsent(priority.text(), name.text());
                if (other != null) {
                    objections.add(
                            "priority of " + name,
                            "rule.priority",
                            priority.text(),
                            "a priority of its own: %s has it too".formatted(other));
                }
            }
            if (name.isKnown() && !names.add(name.text())) {
                objections.add("name " + name, "rule.name", name.text(), "a name that no other rule has");
            }
            examineRule(rule, name.text(), objections);
            if (resource.type().equals("aws_wafv2_web_acl")) {
                examineAction(rule, name.text(), objections);
            }
            examineResponse(resource, rule, objections);
        }
    }

    private static void examineRule(Block rule, String name, Objections objections) {
        for (Block group : rule.blocks("statement.managed_rule_group_statement")) {
            Value wanted = group.attribute("name");
            if (group.attribute("vendor_name").is("AWS") && wanted.isKnown() && !isGroup(wanted.text())) {
                String nearest = Nearest.to(wanted.text(), GROUPS).orElse("AWSManagedRulesCommonRuleSet");
                objections.add(
                        "group of " + name,
                        "rule.statement.managed_rule_group_statement.name",
                        wanted.text(),
                        "a group that AWS manages, such as " + nearest);
            }
        }
        for (Block rate : rule.blocks("statement.rate_based_statement")) {
            Value key = rate.attribute("aggregate_key_type");
            String at = "rule.statement.rate_based_statement.";
            if (key.is("FORWARDED_IP") && !rate.has("forwarded_ip_config")) {
                objections.add(
                        "rate of " + name, at + "forwarded_ip_config", "(absent)", "the header with the address");
            }
            if (key.is("CUSTOM_KEYS") && !rate.has("custom_key")) {
                objections.add(
                        "rate of " + name, at + "custom_key", "(absent)", "the keys by which requests are counted");
            }
            if (key.is("CONSTANT") && !rate.has("scope_down_statement")) {
                objections.add(
                        "rate of " + name,
                        at + "scope_down_statement",
                        "(absent)",
                        "a statement that says which requests are counted");
            }
        }
        if (Stream.of("and_statement", "or_statement", "not_statement")
                .anyMatch(kind -> !rule.blocks("statement.%s.statement.rate_based_statement".formatted(kind))
                                .isEmpty()
                        || !rule.blocks("statement.%s.statement.managed_rule_group_statement".formatted(kind))
                                .isEmpty())) {
            objections.add(
                    "nested in " + name,
                    "rule.statement",
                    "a rate or a group inside of another statement",
                    "the rate or the group at the top of a rule");
        }
    }

    /** A group that is new and not in the list is taken for right, unless it nearly has the name of one, or lacks the form of all. */
    private static boolean isGroup(String name) {
        return GROUPS.contains(name)
                || (name.matches("AWSManagedRules[A-Za-z0-9]+(RuleSet|List)")
                        && GROUPS.stream().noneMatch(known -> Nearest.distance(known, name) <= 3));
    }

    private static void examineAction(Block rule, String name, Objections objections) {
        boolean group = rule.has("statement.managed_rule_group_statement")
                || rule.has("statement.rule_group_reference_statement");
        boolean action = rule.has("action");
        boolean override = rule.has("override_action");
        if (group && action) {
            objections.add(
                    "action of " + name,
                    "rule.action",
                    "an action of a group",
                    "override_action: a group's rules have actions of their own");
        } else if (!group && override) {
            objections.add(
                    "action of " + name, "rule.override_action", "an override of a rule without a group", "action");
        } else if (!action && !override) {
            objections.add(
                    "action of " + name,
                    group ? "rule.override_action" : "rule.action",
                    "(absent)",
                    group ? "override_action" : "action");
        }
    }

    private static void examineResponse(Resource acl, Block rule, Objections objections) {
        for (Value key : rule.attributes("action.block.custom_response.custom_response_body_key")) {
            boolean there = acl.attributes("custom_response_body.key").stream()
                    .anyMatch(body -> !body.isKnown() || body.text().equals(key.text()));
            if (key.isKnown() && !there) {
                objections.add(
                        key.text(),
                        "rule.action.block.custom_response.custom_response_body_key",
                        key.text(),
                        "the key of a custom_response_body");
            }
        }
    }

    private static void examineAssociation(Resource association, Objections objections) {
        Value protectedArn = association.attribute("resource_arn");
        Optional<Resource> target = protectedArn.target().filter(found -> found.kind() == Resource.Kind.MANAGED);
        target.filter(found -> !PROTECTED.contains(found.type()))
                .ifPresent(
                        found -> objections.add(
                                association,
                                "resource_arn",
                                "the ARN of a stage of a REST API, a load balancer, or another thing that WAF protects in a region"));
        target.filter(found -> found.type().matches("aws_a?lb")
                        && found.attribute("load_balancer_type").isOneOf(Set.of("network", "gateway")))
                .ifPresent(found -> objections.add(association, "resource_arn", "an application load balancer"));
        Optional<Resource> acl = association.follow("web_acl_arn", "aws_wafv2_web_acl");
        acl.filter(found -> found.attribute("scope").is("CLOUDFRONT"))
                .ifPresent(
                        found -> objections.add("web_acl_arn", "scope CLOUDFRONT", "a web ACL of the scope REGIONAL"));
        acl.filter(found -> !found.region().equals(association.region()))
                .ifPresent(
                        found -> objections.add("web_acl_arn", found.region(), "a web ACL of " + association.region()));
        List<Resource> others = association.alike("resource_arn").stream()
                .filter(other -> !other.equals(association) && target.isPresent())
                .toList();
        if (!others.isEmpty()) {
            objections.add(others.get(0).address(), "resource_arn", protectedArn.text(), "one web ACL for each thing");
        }
    }
}

package payments.infrastructure.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.FirewallSettings;
import payments.infrastructure.security.KeyArn;
import payments.testing.ApiSample;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class WebFirewallTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced((scope, placement) ->
            new WebFirewall(scope, "firewall", placement, 500, Samples.LOGS, new KeyArn("logs-key"), "arn-of-stage"));
    private static final SynthesizedResource ACL = STACK.resource("aws_wafv2_web_acl");
    private static final SynthesizedResource LOG = STACK.resource("aws_cloudwatch_log_group");

    private static JsonNode rule(String name) {
        for (JsonNode rule : ACL.at("rule")) {
            if (rule.path("name").asText().equals(name)) {
                return rule;
            }
        }
        throw new AssertionError("no rule %s in %s".formatted(name, ACL.json()));
    }

    @Test
    @Requirement("B11")
    void itStandsInFrontOfTheStageInItsRegion() {
        ACL.has("name", "acme-api-firewall-test")
                .has("scope", "REGIONAL")
                .has("default_action", Json.of("{'allow': {}}"));
        STACK.resource("aws_wafv2_web_acl_association")
                .has("resource_arn", "arn-of-stage")
                .has("web_acl_arn", ACL.ref("arn"));
    }

    /** WAF asks rules by ascending priority and takes the first that blocks. */
    @Test
    void theRulesAreAskedInThisOrder() {
        List<String> order = new ArrayList<>();
        ACL.at("rule")
                .forEach(rule -> order.add(
                        rule.path("priority").asText() + " " + rule.path("name").asText()));

        assertThat(order)
                .containsExactly(
                        "0 oversize-body",
                        "1 ip-reputation",
                        "2 rate-per-address",
                        "3 known-bad-inputs",
                        "4 common",
                        "5 sql-injection");
    }

    /** WAF inspects the first 8 KB behind a load balancer: what is behind them would come in unseen. */
    @Test
    void aBodyLongerThanWhatIsInspectedIsRefusedFirst() {
        assertThat(rule("oversize-body").path("statement")).isEqualTo(Json.of("""
                {'size_constraint_statement': {
                  'field_to_match': {'body': {'oversize_handling': 'MATCH'}},
                  'comparison_operator': 'GT', 'size': 8192,
                  'text_transformation': [{'priority': 0, 'type': 'NONE'}]}}
                """));
        assertThat(rule("oversize-body").path("action"))
                .isEqualTo(Json.of("{'block': {'custom_response': {'response_code': 413}}}"));
    }

    @Test
    void anAddressThatAsksTooOftenIsRefused() {
        assertThat(rule("rate-per-address").path("statement"))
                .isEqualTo(Json.of("{'rate_based_statement': {'limit': 500, 'aggregate_key_type': 'IP'}}"));
        assertThat(rule("rate-per-address").path("action"))
                .isEqualTo(Json.of("{'block': {'custom_response': {'response_code': 429}}}"));
    }

    @ParameterizedTest
    @CsvSource({
        "ip-reputation, AWSManagedRulesAmazonIpReputationList",
        "known-bad-inputs, AWSManagedRulesKnownBadInputsRuleSet",
        "sql-injection, AWSManagedRulesSQLiRuleSet"
    })
    void theManagedGroupsBlockAndNothingIsOverriddenToCounting(String name, String group) {
        assertThat(rule(name).path("statement")).isEqualTo(Json.of("""
                {'managed_rule_group_statement': {'vendor_name': 'AWS', 'name': '%s'}}
                """.formatted(group)));
        assertThat(rule(name).path("override_action")).isEqualTo(Json.of("{'none': {}}"));
    }

    /** Signed requests of servers come without it; they are no attack. */
    @Test
    void ofTheCommonRulesOnlyTheMissingUserAgentIsCounted() {
        assertThat(rule("common").path("statement")).isEqualTo(Json.of("""
                {'managed_rule_group_statement': {'vendor_name': 'AWS', 'name': 'AWSManagedRulesCommonRuleSet',
                  'rule_action_override': [{'name': 'NoUserAgent_HEADER', 'action_to_use': {'count': {}}}]}}
                """));
        assertThat(rule("common").path("override_action")).isEqualTo(Json.of("{'none': {}}"));
    }

    /** Servers that sign are behind one address; of strangers one address must not take all. */
    @Test
    void anAddressMaySendWhatTheApiTakesAndAStrangerATenth() {
        FirewallSettings derived = new FirewallSettings(null);
        ApiSample signed = ApiSample.DEFAULT.of(ApiAuthorization.AWS_IAM);

        int all = 300 * signed.settings().requestsPerSecond();
        assertThat(derived.limit(signed.settings())).isEqualTo(all);
        assertThat(derived.limit(ApiSample.DEFAULT.of(ApiAuthorization.NONE).settings()))
                .isEqualTo(all / 10);
        assertThat(new FirewallSettings(500).limit(signed.settings())).isEqualTo(500);
    }

    @Test
    void everyRuleIsMeasuredAndNoRequestIsSampledBecauseSamplesHoldCredentials() {
        List<JsonNode> visibilities = new ArrayList<>(List.of(ACL.at("visibility_config")));
        ACL.at("rule").forEach(rule -> visibilities.add(rule.path("visibility_config")));

        assertThat(visibilities).hasSize(7).allSatisfy(visibility -> {
            assertThat(visibility.path("cloudwatch_metrics_enabled").asBoolean())
                    .isTrue();
            assertThat(visibility.path("sampled_requests_enabled")).isEqualTo(Json.of("false"));
            assertThat(visibility.path("metric_name").asText()).isNotBlank();
        });
    }

    /** WAF takes no other name for a log group. */
    @Test
    void everyRequestIsLoggedInAnEncryptedGroupWithoutTheHeadersThatCarryCredentials() {
        LOG.has("name", "aws-waf-logs-acme-api-firewall-test")
                .has("retention_in_days", 7)
                .has("kms_key_id", "logs-key");
        STACK.resource("aws_wafv2_web_acl_logging_configuration")
                .has("resource_arn", ACL.ref("arn"))
                .has("log_destination_configs", List.of(LOG.ref("arn")))
                .has("redacted_fields", Json.of("""
                        [{'single_header': {'name': 'authorization'}}, {'single_header': {'name': 'cookie'}}]
                        """));
    }

    @Test
    void onlyLogDeliveryOfThisAccountAndRegionWritesTheLogAndMayBeforeItStarts() {
        SynthesizedResource delivery = STACK.resource("aws_cloudwatch_log_resource_policy");

        assertThat(delivery.document("policy_document").path("Statement"))
                .isEqualTo(Json.of("""
                [{'Sid': 'DeliverFirewallLog', 'Effect': 'Allow',
                  'Principal': {'Service': 'delivery.logs.amazonaws.com'},
                  'Action': ['logs:CreateLogStream', 'logs:PutLogEvents'], 'Resource': '%s:*',
                  'Condition': {'StringEquals': {'aws:SourceAccount': '000000000000'},
                                'ArnLike': {'aws:SourceArn': 'arn:aws:logs:eu-west-1:000000000000:*'}}}]
                """.formatted(LOG.ref("arn"))));
        assertThat(STACK.resource("aws_wafv2_web_acl_logging_configuration").dependsOn())
                .containsExactly(delivery.address());
    }
}

package payments.infrastructure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.config.deployment.ApiAuthorization;
import payments.infrastructure.config.deployment.ApiDialect;
import payments.infrastructure.config.deployment.ApiType;
import payments.infrastructure.config.deployment.AwsRegion;
import payments.infrastructure.config.deployment.Cidr;
import payments.infrastructure.config.deployment.CorsSettings;
import payments.infrastructure.config.deployment.DatabaseCopy;
import payments.infrastructure.config.deployment.DnsSettings;
import payments.infrastructure.config.deployment.FirewallSettings;
import payments.infrastructure.config.deployment.HealthChecker;
import payments.infrastructure.config.deployment.Region;
import payments.infrastructure.config.deployment.UsagePlanSettings;
import payments.testing.Altered;
import payments.testing.ApiSample;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** How callers enter the regions of a whole deployment. */
class RegionEdgeTest {
    private static final List<HealthChecker> CHECKERS =
            List.of(HealthChecker.US_EAST_1, HealthChecker.US_WEST_2, HealthChecker.EU_WEST_1);
    private static final DnsSettings NAMED = new DnsSettings(
            "api.example.com", null, "Z08123456ABCDEFGHIJKL", DnsSettings.WithoutDomain.HEALTH_CHECKS, CHECKERS);

    private static final Map<String, SynthesizedStack> PAIR = synth(
            ApiSample.DEFAULT.of(ApiDialect.PAYMENT),
            Samples.FIREWALL,
            NAMED,
            AwsRegion.US_EAST_1,
            AwsRegion.EU_WEST_1);
    private static final Map<String, SynthesizedStack> MOBILE = synth(
            ApiSample.DEFAULT
                    .of(ApiDialect.PROCESS_PAYMENT)
                    .stage("prod")
                    .of(new UsagePlanSettings(100, 200, 10000, true, null))
                    .of(new CorsSettings("https://app.example.com", List.of("Content-Type"))),
            Samples.FIREWALL,
            null,
            AwsRegion.EU_WEST_1);

    private static Map<String, SynthesizedStack> synth(
            ApiSample api, @Nullable FirewallSettings firewall, @Nullable DnsSettings dns, AwsRegion... regions) {
        List<Region> placed = new ArrayList<>();
        for (AwsRegion region : regions) {
            placed.add(new Region(region, new Cidr("10.%d.0.0/16".formatted(placed.size())), true));
        }
        return Testing.synthPlatform(Samples.deployment(
                placed,
                Altered.of(Samples.settings(DatabaseCopy.NONE))
                        .without("documents", "database")
                        .with("api", api.settings())
                        .with("firewall", firewall)
                        .with("dns", dns)
                        .build()));
    }

    private static SynthesizedStack stack(Map<String, SynthesizedStack> stacks, String name) {
        return Objects.requireNonNull(stacks.get(name), () -> name + " is not among " + stacks.keySet());
    }

    @Test
    @Requirement({"A12", "A13", "A17"})
    void twoRegionsShareTheNameAndEachOwnsItsHalf() {
        SynthesizedResource primary = stack(PAIR, "test-us-east-1").resource("aws_route53_record", "/records/shared");
        SynthesizedResource secondary = stack(PAIR, "test-eu-west-1").resource("aws_route53_record", "/records/shared");

        primary.has("name", "api.example.com")
                .has("set_identifier", "us-east-1")
                .has("failover_routing_policy.type", "PRIMARY");
        secondary
                .has("name", "api.example.com")
                .has("set_identifier", "eu-west-1")
                .has("failover_routing_policy.type", "SECONDARY");
    }

    @Test
    @Requirement({"A13", "A16"})
    void eachRegionsHealthIsCheckedByItsOwnNameAndReported() {
        SynthesizedStack standby = stack(PAIR, "test-eu-west-1");
        SynthesizedResource check = standby.resource("aws_route53_health_check");

        check.has("fqdn", "eu-west-1.api.example.com").has("resource_path", "/health");
        assertThat(standby.output("health_check_id").asText()).isEqualTo(check.ref("id"));
    }

    @Test
    @Requirement("A1")
    void namesAndHealthChecksHaveAProviderOfTheirOwnWhereThereAreAny() {
        assertThat(stack(PAIR, "test-eu-west-1").providerAliases()).contains("eu-west-1", "route53");
        assertThat(stack(MOBILE, "test-eu-west-1").providerAliases()).doesNotContain("route53");
    }

    /** Known mistake M28, and an alarm notifies only topics of its own region. */
    @Test
    @Requirement({"A13", "A17"})
    void theAlarmOnHealthNotifiesTheTopicBesideTheRoles() {
        SynthesizedResource topic = stack(PAIR, "test-iam").resource("aws_sns_topic", "/global-alerts/topic");
        String arn = stack(PAIR, "test-eu-west-1")
                .resource("aws_cloudwatch_metric_alarm", "/health/health-of-eu-west-1")
                .at("alarm_actions.0")
                .asText();

        topic.has("provider", "aws.route53").has("name", "acme-global-alerts-test");
        assertThat(arn).startsWith("arn:aws:sns:us-east-1:").endsWith(":acme-global-alerts-test");
        assertThat(stack(MOBILE, "test-iam").resources("aws_sns_topic")).isEmpty();
    }

    /** Otherwise changes of the topic and its key would go unseen. */
    @Test
    @Requirement("E11")
    void theirRegionIsRecordedWhereTheEnvironmentHasNoneThere() {
        Map<String, SynthesizedStack> elsewhere = synth(
                ApiSample.DEFAULT,
                Samples.FIREWALL,
                new DnsSettings(null, null, null, DnsSettings.WithoutDomain.HEALTH_CHECKS, CHECKERS),
                AwsRegion.EU_WEST_1);

        stack(elsewhere, "test-iam")
                .resource("aws_config_configuration_recorder")
                .has("provider", "aws.route53");
        assertThat(stack(PAIR, "test-iam").resources("aws_config_configuration_recorder"))
                .isEmpty();
    }

    @Test
    @Requirement("C8")
    void theOutputsOfSystemCAreShownAndTheKeyOnlyOnRequest() {
        SynthesizedStack stack = stack(MOBILE, "test-eu-west-1");
        SynthesizedResource stage = stack.resource("aws_api_gateway_stage");

        assertThat(stack.output("api_invoke_url").asText()).isEqualTo(stage.ref("invoke_url") + "/process-payment");
        assertThat(stack.output("api_gateway_id").asText())
                .isEqualTo(stack.resource("aws_api_gateway_rest_api").ref("id"));
        assertThat(stack.output("usage_plan_id").asText())
                .isEqualTo(stack.resource("aws_api_gateway_usage_plan").ref("id"));
        assertThat(stack.output("cloudwatch_log_group_name").asText())
                .isEqualTo(stack.resource("aws_cloudwatch_log_group", "/stage/access-log")
                        .ref("name"));
        assertThat(stack.output("api_key_value").asText())
                .isEqualTo(stack.resource("aws_api_gateway_api_key").ref("value"));
        assertThat(stack.json().at("/output/api_key_value/sensitive").asBoolean())
                .isTrue();
        assertThat(stack.json().at("/output/api_invoke_url/sensitive").isMissingNode())
                .isTrue();
        assertThat(stack.outputs()).contains("lambda_function_name", "lambda_function_arn");
    }

    @Test
    @Requirement({"A16", "D10"})
    void callersReceiveTheNameThatTheyAreToUse() {
        SynthesizedStack stack = stack(PAIR, "test-us-east-1");

        for (String output : List.of("api_endpoint", "payment_endpoint")) {
            assertThat(stack.output(output).asText()).as(output).isEqualTo("https://api.example.com");
        }
        assertThat(stack.output("api_gateway_endpoint").asText()).isEqualTo("https://us-east-1.api.example.com");
        assertThat(stack.output("api_invoke_url").asText()).isEqualTo("https://us-east-1.api.example.com/payment");
    }

    @Test
    @Requirement({"A11", "C3"})
    void theFunctionReceivesWhichApiItSpeaksAndToWhichOrigin() {
        stack(MOBILE, "test-eu-west-1")
                .resource("aws_lambda_function")
                .has("environment.variables.API_DIALECT", "process-payment")
                .has("environment.variables.CORS_ALLOWED_ORIGIN", "https://app.example.com")
                .has("environment.variables.CORS_ALLOWED_HEADERS", "Content-Type")
                .hasNo("environment.variables.API_ANONYMOUS_READ")
                .hasNo("environment.variables.API_ENVIRONMENT");
        stack(PAIR, "test-us-east-1")
                .resource("aws_lambda_function")
                .has("environment.variables.API_DIALECT", "payment")
                .hasNo("environment.variables.CORS_ALLOWED_ORIGIN");
    }

    @Test
    @Requirement("B6")
    void anHttpApiIsWatchedByItsIdAndHasNoFirewall() {
        SynthesizedStack stack =
                stack(synth(ApiSample.DEFAULT.of(ApiType.HTTP), null, null, AwsRegion.EU_WEST_1), "test-eu-west-1");

        stack.resource("aws_cloudwatch_metric_alarm", "/edge-alarms/api-server-errors")
                .has("metric_name", "5xx")
                .has("dimensions.ApiId", stack.resource("aws_apigatewayv2_api").ref("id"));
        assertThat(stack.resources("aws_wafv2_web_acl")).isEmpty();
        assertThat(stack.output("api_endpoint").asText())
                .isEqualTo(stack.resource("aws_apigatewayv2_stage").ref("invoke_url"));
    }

    @Test
    @Requirement("E4")
    void aLoadBalancerIsWatchedByItsPartOfTheArnBehindTheFirewallWithTheCertificatesOfBothNames() {
        SynthesizedStack stack = stack(
                synth(
                        ApiSample.DEFAULT.of(ApiAuthorization.NONE).of(ApiType.LOAD_BALANCER),
                        Samples.FIREWALL,
                        NAMED,
                        AwsRegion.EU_WEST_1),
                "test-eu-west-1");
        SynthesizedResource balancer = stack.resource("aws_lb");

        stack.resource("aws_cloudwatch_metric_alarm", "/edge-alarms/api-server-errors")
                .has("metric_name", "HTTPCode_Target_5XX_Count")
                .has("dimensions.LoadBalancer", balancer.ref("arn_suffix"));
        stack.resource("aws_wafv2_web_acl_association").has("resource_arn", balancer.ref("arn"));
        stack.resource("aws_lb_listener")
                .has(
                        "certificate_arn",
                        stack.resource("aws_acm_certificate_validation", "/names/domain/validation")
                                .ref("certificate_arn"));
        stack.resource("aws_route53_record", "/records/shared").has("alias.name", balancer.ref("dns_name"));
        assertThat(stack.output("api_endpoint").asText()).isEqualTo("https://api.example.com");
        assertThat(stack.resource("aws_s3_bucket_policy", "/access-logs/policy").sids("policy"))
                .contains("DeliverLoadBalancerLogs");
        assertThat(stack(PAIR, "test-eu-west-1")
                        .resource("aws_s3_bucket_policy", "/access-logs/policy")
                        .sids("policy"))
                .doesNotContain("DeliverLoadBalancerLogs");
    }

    @Test
    @Requirement("A13")
    void aThirdRegionAddsNothingToTheNamesOfTheOthers() {
        Map<String, SynthesizedStack> three = synth(
                ApiSample.DEFAULT.of(ApiDialect.PAYMENT),
                Samples.FIREWALL,
                NAMED,
                AwsRegion.US_EAST_1,
                AwsRegion.EU_WEST_1,
                AwsRegion.EU_CENTRAL_1);

        for (String name : List.of("test-us-east-1", "test-eu-west-1")) {
            assertThat(stack(three, name).resources("aws_route53_record"))
                    .isEqualTo(stack(PAIR, name).resources("aws_route53_record"));
        }
        assertThat(stack(three, "test-eu-central-1").under("test-eu-central-1/records"))
                .extracting(SynthesizedResource::path)
                .containsExactly("test-eu-central-1/records/region");
    }
}

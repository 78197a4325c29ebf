package payments.infrastructure.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.api.EntryLogs;
import payments.infrastructure.api.HealthAddress;
import payments.infrastructure.api.HostedZoneId;
import payments.infrastructure.api.PaymentsApi;
import payments.infrastructure.api.PaymentsHttpApi;
import payments.infrastructure.api.PublicEntry;
import payments.infrastructure.config.deployment.ApiType;
import payments.infrastructure.config.deployment.HealthChecker;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.security.KeyArn;
import payments.infrastructure.terraform.Placement;
import payments.testing.ApiSample;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;
import software.constructs.Construct;

/** How a region is found: {@link RegionNames}, {@link RegionHealth} and {@link RegionRecords} together. */
class RegionDnsTest {
    private static final SynthesizedStack STACK = synth(ApiSample.DEFAULT, FailoverRole.PRIMARY);

    private static SynthesizedStack synth(ApiSample sample, FailoverRole role) {
        return Testing.synthPlaced((scope, placement) -> {
            Placement routing = routing(scope, placement);
            RegionNames names = new RegionNames(
                    scope,
                    "names",
                    placement,
                    routing,
                    "api.example.com",
                    new HostedZoneId("Z123"),
                    new AlertTopicArn("arn-of-topic"));
            PublicEntry entry = entry(scope, placement, sample);
            RegionHealth health = new RegionHealth(
                    scope,
                    "health",
                    routing,
                    placement.region(),
                    new HealthAddress(names.own(), "/health"),
                    List.of(HealthChecker.US_EAST_1, HealthChecker.EU_WEST_1, HealthChecker.SA_EAST_1),
                    new AlertTopicArn("arn-of-global-topic"));
            new RegionRecords(scope, "records", routing, names, entry, role, health.id());
        });
    }

    private static PublicEntry entry(Construct scope, Placement placement, ApiSample sample) {
        EntryLogs logs = new EntryLogs(Samples.LOGS, new KeyArn("logs-key"), false);
        return sample.type() == ApiType.HTTP
                ? new PaymentsHttpApi(
                        scope, "api", placement, sample.settings(), "api.example.com", logs, Samples.alias())
                : new PaymentsApi(scope, "api", placement, sample.settings(), "api.example.com", logs, Samples.alias());
    }

    private static Placement routing(Construct scope, Placement placement) {
        AwsProvider provider = AwsProvider.Builder.create(scope, "aws-route53")
                .alias("route53")
                .region("us-east-1")
                .build();
        return new Placement("us-east-1", provider, placement.account(), placement.names(), placement.tags());
    }

    private static SynthesizedResource record(SynthesizedStack stack, String id) {
        return stack.resource("aws_route53_record", "/records/" + id);
    }

    @ParameterizedTest
    @Requirement("A12")
    @CsvSource({"domain, api.example.com", "region, eu-west-1.api.example.com"})
    void theSharedAndTheOwnNameHaveACertificateInTheRegionProvenByARecordOfTheZone(String id, String name) {
        SynthesizedResource certificate = STACK.resource("aws_acm_certificate", "/names/" + id);
        SynthesizedResource proof = STACK.resource("aws_route53_record", "/names/%s/proof".formatted(id));
        String option = "${tolist(%s.domain_validation_options).0.".formatted(certificate.address());

        certificate
                .has("domain_name", name)
                .has("validation_method", "DNS")
                .has("provider", "aws.eu-west-1")
                .has("lifecycle.create_before_destroy", true);
        proof.has("zone_id", "Z123")
                .has("provider", "aws.route53")
                .has("name", option + "resource_record_name}")
                .has("type", option + "resource_record_type}")
                .has("records", List.of(option + "resource_record_value}"));
        STACK.resource("aws_acm_certificate_validation", "/names/%s/validation".formatted(id))
                .has("certificate_arn", certificate.ref("arn"))
                .has("validation_record_fqdns", List.of(proof.ref("fqdn")));
    }

    /** ACM asks for one record per name and account: with one identifier the last region to go would take the others' with it. */
    @Test
    @Requirement("K14")
    void eachRegionProvesTheSharedNameByARecordOfItsOwn() {
        STACK.resource("aws_route53_record", "/names/domain/proof")
                .has("set_identifier", "test-eu-west-1")
                .has("weighted_routing_policy.weight", 1);
    }

    @Test
    @Requirement("A12")
    void theProofOfTheSharedNameMayStandThereAlready() {
        STACK.resource("aws_route53_record", "/names/domain/proof").has("allow_overwrite", true);
    }

    @Test
    void aCertificateThatIsNotRenewedRaisesAnAlarmInItsRegion() {
        STACK.resource("aws_cloudwatch_metric_alarm", "/names/domain/certificate-of-domain")
                .has("provider", "aws.eu-west-1")
                .has("metric_name", "DaysToExpiry")
                .has("comparison_operator", "LessThanThreshold")
                .has("threshold", 45)
                .has("period", 86400)
                .has(
                        "dimensions.CertificateArn",
                        STACK.resource("aws_acm_certificate", "/names/domain").ref("arn"));
    }

    @ParameterizedTest
    @Requirement("A12")
    @CsvSource({"shared, domain, api.example.com", "region, region, eu-west-1.api.example.com"})
    void theStageOfTheRestApiAnswersToBothNamesWithTheirCertificates(String role, String certificate, String name) {
        SynthesizedResource domain = STACK.resource("aws_api_gateway_domain_name", "/api/domain-" + role);

        domain.has("domain_name", name)
                .has("endpoint_configuration", Json.of("{'types': ['REGIONAL']}"))
                .has("security_policy", "TLS_1_2")
                .has(
                        "regional_certificate_arn",
                        STACK.resource("aws_acm_certificate_validation", "/%s/validation".formatted(certificate))
                                .ref("certificate_arn"));
        STACK.resource("aws_api_gateway_base_path_mapping", "/api/domain-%s/mapping".formatted(role))
                .has("domain_name", domain.ref("domain_name"))
                .has("api_id", STACK.resource("aws_api_gateway_rest_api").ref("id"))
                .has("stage_name", STACK.resource("aws_api_gateway_stage").ref("stage_name"))
                .hasNo("base_path");
        record(STACK, role)
                .has("name", name)
                .has("type", "A")
                .has("zone_id", "Z123")
                .has("provider", "aws.route53")
                .has(
                        "alias",
                        Json.of("{'name': '%s', 'zone_id': '%s', 'evaluate_target_health': false}"
                                .formatted(domain.ref("regional_domain_name"), domain.ref("regional_zone_id"))));
    }

    @Test
    @Requirement("A12")
    void theNameThatAwsGaveLeadsNowhereThen() {
        STACK.resource("aws_api_gateway_rest_api").has("disable_execute_api_endpoint", true);
    }

    @Test
    @Requirement({"A12", "B6"})
    void anHttpApiAnswersToBothNamesToo() {
        SynthesizedStack stack = synth(ApiSample.DEFAULT.of(ApiType.HTTP), FailoverRole.ALONE);
        SynthesizedResource domain = stack.resource("aws_apigatewayv2_domain_name", "/api/domain-shared");

        domain.has("domain_name", "api.example.com")
                .has("domain_name_configuration.endpoint_type", "REGIONAL")
                .has("domain_name_configuration.security_policy", "TLS_1_2");
        stack.resource("aws_apigatewayv2_api_mapping", "/api/domain-shared/mapping")
                .has("domain_name", domain.ref("id"))
                .has("stage", stack.resource("aws_apigatewayv2_stage").ref("id"));
        stack.resource("aws_apigatewayv2_api").has("disable_execute_api_endpoint", true);
        assertThat(record(stack, "shared").at("alias.name").asText())
                .isEqualTo(domain.ref("domain_name_configuration[0].target_domain_name"));
    }

    @Test
    @Requirement("A13")
    void theRegionsOwnNameIsAskedOverHttpsFromThreePlacesEveryHalfMinute() {
        STACK.resource("aws_route53_health_check")
                .has("provider", "aws.route53")
                .has("type", "HTTPS")
                .has("fqdn", "eu-west-1.api.example.com")
                .has("port", 443)
                .has("resource_path", "/health")
                .has("enable_sni", true)
                .has("request_interval", 30)
                .has("failure_threshold", 3)
                .has("measure_latency", true)
                .has("regions", List.of("eu-west-1", "sa-east-1", "us-east-1"));
    }

    /** Known mistake M28: the metric exists in us-east-1 alone. */
    @Test
    @Requirement("A13")
    void aRegionThatDoesNotAnswerRaisesAnAlarmWhereTheMetricIs() {
        STACK.resource("aws_cloudwatch_metric_alarm", "/health/health-of-eu-west-1")
                .has("provider", "aws.route53")
                .has("namespace", "AWS/Route53")
                .has("metric_name", "HealthCheckStatus")
                .has("statistic", "Minimum")
                .has("comparison_operator", "LessThanThreshold")
                .has("threshold", 1)
                .has("treat_missing_data", "breaching")
                .has("alarm_actions", List.of("arn-of-global-topic"))
                .has(
                        "dimensions.HealthCheckId",
                        STACK.resource("aws_route53_health_check").ref("id"));
    }

    @ParameterizedTest
    @Requirement("A13")
    @EnumSource(
            value = FailoverRole.class,
            names = {"PRIMARY", "SECONDARY"})
    void twoRegionsShareTheNameByTheirHealth(FailoverRole role) {
        SynthesizedStack stack = synth(ApiSample.DEFAULT, role);

        record(stack, "shared")
                .has("set_identifier", "eu-west-1")
                .has("failover_routing_policy", Json.of("{'type': '%s'}".formatted(role)))
                .has(
                        "health_check_id",
                        stack.resource("aws_route53_health_check").ref("id"));
        record(stack, "region").hasNo("failover_routing_policy").hasNo("health_check_id");
    }

    @Test
    void aRegionAloneHasTheNameWhateverItsHealth() {
        record(synth(ApiSample.DEFAULT, FailoverRole.ALONE), "shared")
                .hasNo("failover_routing_policy")
                .hasNo("health_check_id");
    }

    @Test
    void aThirdRegionIsFoundByItsOwnNameOnly() {
        assertThat(synth(ApiSample.DEFAULT, FailoverRole.NONE).under("test/records"))
                .extracting(SynthesizedResource::path)
                .containsExactly("test/records/region");
    }

    @ParameterizedTest
    @CsvSource({"0, 1, ALONE", "0, 2, PRIMARY", "1, 2, SECONDARY", "0, 4, PRIMARY", "1, 4, SECONDARY", "3, 4, NONE"})
    void theRoleFollowsThePlaceAmongTheRegions(int place, int regions, FailoverRole role) {
        assertThat(FailoverRole.of(place, regions)).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutANameOfItsOwnARegionIsAskedByTheOneThatAwsGave(boolean http) {
        SynthesizedStack stack = Testing.synthPlaced((scope, placement) -> {
            EntryLogs logs = new EntryLogs(Samples.LOGS, new KeyArn("logs-key"), false);
            ApiSample sample = http ? ApiSample.DEFAULT.of(ApiType.HTTP) : ApiSample.DEFAULT;
            PublicEntry entry = http
                    ? new PaymentsHttpApi(scope, "api", placement, sample.settings(), null, logs, Samples.alias())
                    : new PaymentsApi(scope, "api", placement, sample.settings(), null, logs, Samples.alias());
            new RegionHealth(
                    scope,
                    "health",
                    routing(scope, placement),
                    "eu-west-1",
                    entry.health(),
                    List.of(HealthChecker.values()),
                    new AlertTopicArn("arn-of-global-topic"));
        });
        SynthesizedResource api = stack.resource(http ? "aws_apigatewayv2_api" : "aws_api_gateway_rest_api");
        SynthesizedResource stage = stack.resource(http ? "aws_apigatewayv2_stage" : "aws_api_gateway_stage");

        stack.resource("aws_route53_health_check")
                .has("fqdn", api.ref("id") + ".execute-api.eu-west-1.amazonaws.com")
                .has("resource_path", "/%s/health".formatted(stage.ref(http ? "name" : "stage_name")));
        api.hasNo("disable_execute_api_endpoint");
    }
}

package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** System A: where and how it runs. What it stores is in {@link ActivePassiveDataTest}. */
class ActivePassiveTest {
    private static final SynthesizedDeployment A = ReferenceDeployment.ACTIVE_PASSIVE.synthesized();
    private static final SynthesizedStack IAM = A.stack("main-iam");
    private static final SynthesizedStack PRIMARY = A.stack("main-us-east-1");
    private static final SynthesizedStack STANDBY = A.stack("main-eu-west-1");
    private static final List<SynthesizedStack> REGIONS = List.of(STANDBY, PRIMARY);

    @Test
    @Requirement("A1")
    void eachProviderHasItsAliasItsRegionAndTheTags() {
        assertThat(regions(IAM)).containsEntry("iam", "us-east-1").containsEntry("route53", "us-east-1");
        assertThat(regions(PRIMARY))
                .isEqualTo(Map.of("us-east-1", "us-east-1", "eu-west-1", "eu-west-1", "route53", "us-east-1"));
        assertThat(regions(STANDBY)).isEqualTo(Map.of("eu-west-1", "eu-west-1", "route53", "us-east-1"));
        for (SynthesizedStack stack : A.stacks().values()) {
            for (JsonNode provider : stack.json().at("/provider/aws")) {
                JsonNode tags = provider.at("/default_tags/0/tags");
                assertThat(tags.path("Environment").asText()).isEqualTo("a1");
                assertThat(tags.path("Repository").asText()).isEqualTo("iac-test-automations");
                assertThat(tags.path("Author").asText()).isEqualTo("unknown");
                assertThat(tags.path("PRNumber").asText()).isEqualTo("unknown");
                assertThat(tags.path("Team").asText()).isEqualTo("synth");
                assertThat(tags.path("Workspace").asText()).isEqualTo(stack.name());
                assertThat(tags.path("Region").asText())
                        .isEqualTo(provider.path("region").asText());
                assertThat(tags.path("Project").asText()).isEqualTo("payment-processor");
                assertThat(tags.path("ManagedBy").asText()).isEqualTo("Terraform");
            }
        }
    }

    @Test
    @Requirement({"A2", "A4"})
    void eachRegionHasItsBlockItsSubnetsAndAWayOutOfEachZone() {
        PRIMARY.resource("aws_vpc").has("cidr_block", "10.0.0.0/16");
        STANDBY.resource("aws_vpc").has("cidr_block", "10.1.0.0/16");
        for (int region = 0; region < 2; region++) {
            SynthesizedStack stack = List.of(PRIMARY, STANDBY).get(region);
            stack.resource("aws_vpc").has("enable_dns_hostnames", true).has("enable_dns_support", true);
            for (int zone = 1; zone <= 3; zone++) {
                String at = "${data.aws_availability_zones.network_zones_2241F3F0.names[%d]}".formatted(zone - 1);
                stack.resource("aws_subnet", "/public/subnet-" + zone)
                        .has("cidr_block", "10.%d.%d.0/24".formatted(region, zone))
                        .has("map_public_ip_on_launch", true)
                        .has("availability_zone", at);
                stack.resource("aws_subnet", "/private/subnet-" + zone)
                        .has("cidr_block", "10.%d.%d.0/24".formatted(region, zone + 9))
                        .hasNo("map_public_ip_on_launch")
                        .has("availability_zone", at);
                stack.resource("aws_route", "/private/nat-" + zone).has("destination_cidr_block", "0.0.0.0/0");
            }
            assertThat(counts(stack))
                    .isEqualTo(Map.of(
                            "aws_subnet", 6,
                            "aws_internet_gateway", 1,
                            "aws_eip", 3,
                            "aws_nat_gateway", 3,
                            "aws_route_table", 4,
                            "aws_route_table_association", 6));
        }
    }

    @Test
    @Requirement("A5")
    void theRolesExistOnceAndBothRegionsUseThem() {
        assertThat(IAM.resources("aws_iam_role").stream()
                        .map(role -> role.at("name").asText()))
                .contains(
                        "payment-processor-api-handler-execution-a1",
                        "payment-processor-documents-replication-a1",
                        "payment-processor-api-gateway-logging-a1");
        assertThat(IAM.resources("aws_iam_role"))
                .allSatisfy(role -> assertThat(role.provider()).isEqualTo("aws.iam"));
        for (SynthesizedStack stack : REGIONS) {
            assertThat(stack.resources("aws_iam_role")).as(stack.name()).isEmpty();
            assertThat(stack.resource("aws_lambda_function").at("role").asText())
                    .endsWith(":role/payment-processor-api-handler-execution-a1");
        }
    }

    @Test
    @Requirement({"K10", "K11"})
    void anybodyMayPostAPaymentInEitherRegionAndPagesOfEveryOriginReadTheAnswer() {
        for (SynthesizedStack stack : REGIONS) {
            stack.resource("aws_api_gateway_method", "/post-payment-method")
                    .has("authorization", "NONE")
                    .hasNo("api_key_required")
                    .hasNo("request_models");
            stack.resource("aws_api_gateway_method", "/preflight-payment").has("http_method", "OPTIONS");
            stack.resource("aws_lambda_function")
                    .has("environment.variables.API_DIALECT", "payment")
                    .has("environment.variables.CORS_ALLOWED_ORIGIN", "*");
            assertThat(stack.resources("aws_api_gateway_gateway_response"))
                    .hasSize(2)
                    .allSatisfy(refusal -> assertThat(refusal.at("response_parameters")
                                    .path("gatewayresponse.header.Access-Control-Allow-Origin")
                                    .asText())
                            .isEqualTo("'*'"));
        }
    }

    @Test
    @Requirement("A9")
    void aFunctionInEachRegionRunsInThePrivateSubnetsAndKnowsWhereItsDataIs() {
        for (SynthesizedStack stack : REGIONS) {
            String code = stack.name().substring("main-".length());
            SynthesizedResource function = stack.resource("aws_lambda_function");
            function.has("memory_size", 512)
                    .has("timeout", 30)
                    .has("environment.variables.REGION", code)
                    .has("environment.variables.ENVIRONMENT_SUFFIX", "a1")
                    .has("environment.variables.RDS_DATABASE", "payments")
                    .has("environment.variables.DYNAMODB_ENDPOINT", "https://dynamodb.%s.amazonaws.com".formatted(code))
                    .has(
                            "environment.variables.DYNAMODB_TABLE",
                            stack.resource("aws_dynamodb_table").ref("name"))
                    .has(
                            "environment.variables.RDS_HOST",
                            stack.resource("aws_db_instance").ref("address"))
                    .has(
                            "environment.variables.RDS_PORT",
                            stack.resource("aws_db_instance").ref("port"))
                    .has(
                            "vpc_config.subnet_ids",
                            Stream.of(1, 2, 3)
                                    .map(zone -> stack.resource("aws_subnet", "/private/subnet-" + zone)
                                            .ref("id"))
                                    .toList())
                    .has(
                            "vpc_config.security_group_ids",
                            List.of(stack.resource("aws_security_group", "/functions")
                                    .ref("id")));
            stack.resource("aws_cloudwatch_log_group", "/payments-function/logs")
                    .has("name", "/aws/lambda/payment-processor-api-handler-a1")
                    .has("retention_in_days", 7);
        }
    }

    @Test
    @Requirement({"A10", "A11"})
    void onlyTheApiMayCallTheFunctionAndItAcceptsPaymentsOnItsStage() {
        for (SynthesizedStack stack : REGIONS) {
            stack.resource("aws_api_gateway_rest_api").has("endpoint_configuration.types", List.of("REGIONAL"));
            stack.resource("aws_api_gateway_method", "/post-payment-method").has("http_method", "POST");
            stack.resource("aws_api_gateway_resource", "/path-payment").has("path_part", "payment");
            stack.resource("aws_api_gateway_integration", "/post-payment-integration")
                    .has("type", "AWS_PROXY");
            stack.resource("aws_api_gateway_stage").has("stage_name", "a1");
            SynthesizedResource deployment = stack.resource("aws_api_gateway_deployment");
            deployment.has("lifecycle.create_before_destroy", true);
            assertThat(deployment.at("triggers")).as("what deploys it again").isNotEmpty();
            assertThat(stack.resources("aws_lambda_permission")).allSatisfy(permission -> assertThat(
                            permission.at("source_arn").asText())
                    .startsWith("${aws_api_gateway_rest_api.")
                    .contains("/a1/"));
            assertThat(stack.resource("aws_api_gateway_account")
                            .at("cloudwatch_role_arn")
                            .asText())
                    .endsWith(":role/payment-processor-api-gateway-logging-a1");
            stack.resource("aws_lambda_function").has("environment.variables.API_DIALECT", "payment");
        }
    }

    @Test
    @Requirement({"A2", "A12", "A17"})
    void callersReachEachRegionByTheDomainThatAllShare() {
        for (SynthesizedStack stack : REGIONS) {
            stack.resource("aws_api_gateway_domain_name", "/domain-shared").has("domain_name", "api.example.com");
            stack.resource("aws_acm_certificate", "/names/domain")
                    .has("domain_name", "api.example.com")
                    .has("validation_method", "DNS");
            stack.resource("aws_api_gateway_base_path_mapping", "/domain-shared/mapping")
                    .has("stage_name", stack.resource("aws_api_gateway_stage").ref("stage_name"));
        }
    }

    @ParameterizedTest
    @CsvSource({"main-us-east-1, PRIMARY", "main-eu-west-1, SECONDARY"})
    @Requirement({"A13", "A17"})
    void thePrimaryAnswersWhileItIsWell(String name, String failover) {
        SynthesizedStack stack = A.stack(name);
        SynthesizedResource check = stack.resource("aws_route53_health_check");
        check.has("type", "HTTPS")
                .has("port", 443)
                .has("request_interval", 30)
                .has("failure_threshold", 3)
                .has("measure_latency", true)
                .has("resource_path", "/health");

        stack.resource("aws_route53_record", "/records/shared")
                .has("name", "api.example.com")
                .has("failover_routing_policy.type", failover)
                .has("health_check_id", check.ref("id"));
    }

    @Test
    @Requirement({"A12", "A13"})
    void withoutADomainThereAreNeitherNamesNorRecords() {
        SynthesizedDeployment plain =
                ReferenceDeployment.ACTIVE_PASSIVE.changed(Map.of(), yaml -> yaml.replace("  dns:\n", "  dns: {}\n")
                        .replaceAll("(?m)^    (domain|zoneId): .*\n", ""));

        assertThat(plain.stack("main-us-east-1").resources().stream().map(SynthesizedResource::type))
                .contains("aws_route53_health_check")
                .doesNotContain("aws_api_gateway_domain_name", "aws_acm_certificate", "aws_route53_record");
    }

    @Test
    @Requirement("A16")
    void everyOutputIsThere() {
        for (SynthesizedStack stack : REGIONS) {
            assertThat(stack.outputs())
                    .contains(
                            "vpc_id",
                            "vpc_cidr",
                            "public_subnet_ids",
                            "private_subnet_ids",
                            "rds_endpoint",
                            "rds_address",
                            "rds_port",
                            "lambda_function_name",
                            "lambda_function_arn",
                            "api_gateway_id",
                            "api_gateway_endpoint",
                            "api_gateway_stage_name",
                            "dynamodb_table_name",
                            "dynamodb_table_arn",
                            "s3_bucket_name",
                            "s3_bucket_arn",
                            "kms_key_id_s3",
                            "kms_key_id_rds",
                            "current_region",
                            "current_workspace",
                            "health_check_id");
        }
    }

    private static Map<String, String> regions(SynthesizedStack stack) {
        return Stream.iterate(0, i -> i + 1)
                .limit(stack.json().at("/provider/aws").size())
                .map(i -> stack.json().at("/provider/aws/" + i))
                .collect(Collectors.toMap(
                        provider -> provider.path("alias").asText(),
                        provider -> provider.path("region").asText()));
    }

    private static Map<String, Integer> counts(SynthesizedStack stack) {
        return Set.of(
                        "aws_subnet",
                        "aws_internet_gateway",
                        "aws_eip",
                        "aws_nat_gateway",
                        "aws_route_table",
                        "aws_route_table_association")
                .stream()
                .collect(Collectors.toMap(
                        type -> type, type -> stack.resources(type).size()));
    }
}

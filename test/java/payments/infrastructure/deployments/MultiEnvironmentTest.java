package payments.infrastructure.deployments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.testing.SynthesizedDeployment;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;

/** System E: what its three environments are. That they cannot drift apart is in {@link MultiEnvironmentConsistencyTest}. */
class MultiEnvironmentTest {
    private static final SynthesizedDeployment E = ReferenceDeployment.MULTI_ENVIRONMENT.synthesized();
    private static final List<SynthesizedStack> REGIONS =
            List.of(E.stack("dev-eu-west-1"), E.stack("staging-us-west-2"), E.stack("prod-us-east-1"));
    private static final List<SynthesizedStack> ROLES =
            List.of(E.stack("dev-iam"), E.stack("staging-iam"), E.stack("prod-iam"));

    @Test
    @Requirement("E1")
    void eachEnvironmentHasItsRegionItsAccountAndARoleToAssume() {
        String dev = "1".repeat(12);
        String prod = "3".repeat(12);
        SynthesizedDeployment owned = ReferenceDeployment.MULTI_ENVIRONMENT.changed(
                Map.of(
                        "DEV_ACCOUNT",
                        dev,
                        "STAGING_ACCOUNT",
                        "2".repeat(12),
                        "PROD_ACCOUNT",
                        prod,
                        "DEPLOY_ROLE",
                        "deployer"),
                yaml -> yaml);

        assertThat(owned.stacks().keySet())
                .containsExactly(
                        "dev-iam", "dev-eu-west-1", "staging-iam", "staging-us-west-2", "prod-iam", "prod-us-east-1");
        for (SynthesizedStack stack : owned.stacks().values()) {
            String account =
                    stack.name().startsWith("dev-") ? dev : stack.name().startsWith("prod-") ? prod : "2".repeat(12);
            stack.json().at("/provider/aws").forEach(provider -> {
                assertThat(provider.at("/allowed_account_ids/0").asText()).isEqualTo(account);
                assertThat(provider.at("/assume_role/0/role_arn").asText())
                        .isEqualTo("arn:aws:iam::%s:role/deployer".formatted(account));
            });
        }
    }

    @Test
    @Requirement("E2")
    void theNetworksAreApartAndThePlanLooksAgain() {
        assertThat(REGIONS.stream()
                        .map(stack -> stack.resource("aws_vpc").at("cidr_block").asText()))
                .containsExactly("10.0.0.0/16", "10.1.0.0/16", "10.2.0.0/16");
        for (SynthesizedStack stack : REGIONS) {
            assertThat(stack.resources("aws_subnet")).as(stack.name()).hasSize(6);
            assertThat(stack.resources("aws_nat_gateway")).isNotEmpty();
            assertThat(stack.json().at("/data/aws_vpc").findPath("postcondition"))
                    .as("the check of %s against networks that exist", stack.name())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dev-eu-west-1, dev, db.t4g.medium, 7",
        "staging-us-west-2, staging, db.t4g.large, 14",
        "prod-us-east-1, prod, db.r6g.large, 35"
    })
    @Requirement({"E3", "X4"})
    void eachClusterHasItsSizeAndItsPasswordLiesUnderTheEnvironmentsPath(
            String name, String environment, String size, int days) {
        SynthesizedStack stack = E.stack(name);
        SynthesizedResource cluster = stack.resource("aws_rds_cluster");
        cluster.has("engine", "aurora-postgresql")
                .has("engine_version", "13")
                .has("storage_encrypted", true)
                .has("backup_retention_period", days)
                .has("deletion_protection", false)
                .has("skip_final_snapshot", true)
                .hasNo("master_password")
                .hasNo("manage_master_user_password");
        assertThat(cluster.at("master_password_wo").asText()).startsWith("${ephemeral.aws_ssm_parameter.");
        assertThat(stack.resources("aws_rds_cluster_instance"))
                .hasSize(2)
                .allSatisfy(instance -> instance.has("instance_class", size).has("publicly_accessible", false));
        stack.resource("aws_ssm_parameter", "/database/administrator-parameter")
                .has("name", "/payment/%s/database/administrator-password".formatted(environment))
                .has("type", "SecureString")
                .hasNo("value");
    }

    @Test
    @Requirement("K52")
    void namesAreThoseOfTheExamples() {
        for (String environment : List.of("dev", "staging", "prod")) {
            SynthesizedStack stack = REGIONS.stream()
                    .filter(region -> region.name().startsWith(environment))
                    .findFirst()
                    .orElseThrow();

            stack.resource("aws_vpc").has("tags.Name", "payment-vpc-" + environment);
            stack.resource("aws_rds_cluster").has("cluster_identifier", "payment-db-" + environment);
            stack.resource("aws_lb").has("name", "payment-alb-" + environment);
        }
    }

    /** The environments share one set of roles, and let different accounts and people in. */
    @Test
    @Requirement({"K52", "E6"})
    void trustPoliciesDifferByTheEnvironmentsAccountAndPeople() {
        SynthesizedDeployment apart = ReferenceDeployment.MULTI_ENVIRONMENT.changed(
                Map.of(
                        "DEV_ACCOUNT", "111111111111",
                        "STAGING_ACCOUNT", "222222222222",
                        "PROD_ACCOUNT", "333333333333",
                        "DEV_OPERATORS", "arn:aws:iam::111111111111:role/developers",
                        "STAGING_OPERATORS", "arn:aws:iam::222222222222:role/testers",
                        "PROD_OPERATORS", "arn:aws:iam::999999999999:role/on-call"),
                yaml -> yaml);

        for (String[] own : new String[][] {
            {"dev-iam", "111111111111", "arn:aws:iam::111111111111:role/developers", "arn:aws:iam::111111111111:root"},
            {"staging-iam", "222222222222", "arn:aws:iam::222222222222:role/testers", "arn:aws:iam::222222222222:root"},
            {"prod-iam", "333333333333", "arn:aws:iam::999999999999:role/on-call", "arn:aws:iam::999999999999:root"}
        }) {
            SynthesizedStack stack = apart.stack(own[0]);
            assertThat(stack.resource("aws_iam_role", "/operators")
                            .at("assume_role_policy")
                            .asText())
                    .contains(own[2], own[3], "aws:PrincipalArn");
            assertThat(stack.resource("aws_iam_role", "/worker-roles/large-files-execution")
                            .at("assume_role_policy")
                            .asText())
                    .contains("aws:SourceAccount", own[1]);
        }
        assertThat(ReferenceDeployment.MULTI_ENVIRONMENT.findings(apart)).isEmpty();
    }

    @Test
    @Requirement("E4")
    void theSameCodeRunsEverywhereBehindTheSameRules() {
        for (String path :
                List.of("/payments-function", "/batch/worker/function", "/queue-processor/worker/function")) {
            assertThat(REGIONS.stream()
                            .map(stack -> stack.resource("aws_lambda_function", path)
                                    .at("filename")
                                    .asText())
                            .distinct())
                    .as("code of %s, whose path is its content", path)
                    .hasSize(1);
        }
        assertThat(REGIONS.stream().map(MultiEnvironmentTest::rules).distinct()).hasSize(1);
        assertThat(rules(REGIONS.get(0)))
                .containsExactlyInAnyOrder(
                        "1 [\"/payments\"] [\"POST\"]", "2 [\"/payments/*\"] [\"GET\"]", "3 [\"/health\"] [\"GET\"]");
        assertThat(REGIONS).allSatisfy(stack -> stack.resource("aws_s3_bucket_notification")
                .has("lambda_function.0.filter_suffix", ".csv"));
    }

    /** CloudWatch has the calls of a target's function by target group, and the load of a database by instance. */
    @Test
    @Requirement("E6")
    void alarmsWatchMetricsByTheDimensionsThatExist() {
        for (SynthesizedStack stack : REGIONS) {
            stack.resource("aws_cloudwatch_metric_alarm", "/edge-alarms/api-function-refused")
                    .has(
                            "dimensions",
                            Map.of(
                                    "LoadBalancer",
                                    stack.resource("aws_lb").ref("arn_suffix"),
                                    "TargetGroup",
                                    stack.resource("aws_lb_target_group").ref("arn_suffix")));
            List<SynthesizedResource> instances = stack.resources("aws_rds_cluster_instance");
            assertThat(stack.resources("aws_cloudwatch_metric_alarm"))
                    .filteredOn(alarm -> alarm.at("metric_name").asText().equals("DBLoad"))
                    .extracting(
                            alarm -> alarm.at("dimensions.DBInstanceIdentifier").asText())
                    .as("whose load is watched in " + stack.name())
                    .containsExactlyElementsOf(
                            instances.stream().map(one -> one.ref("identifier")).toList());
        }
    }

    @Test
    @Requirement("E5")
    void threeVersionedBucketsCarryTheEnvironmentInTheirNames() {
        for (SynthesizedStack stack : REGIONS) {
            int dash = stack.name().indexOf('-');
            String environment = stack.name().substring(0, dash);
            for (String bucket : List.of("uploads", "reports", "quarantine")) {
                assertThat(stack.resource("aws_s3_bucket", "/payment-files/" + bucket)
                                .at("bucket")
                                .asText())
                        .startsWith("payment-%s-%s-%s-"
                                .formatted(bucket, environment, stack.name().substring(dash + 1)));
                stack.resource("aws_s3_bucket_versioning", "/payment-files/%s/versioning".formatted(bucket))
                        .has("versioning_configuration.status", "Enabled");
            }
        }
    }

    @Test
    @Requirement("E6")
    void logsAreRetainedAsLongAsTheEnvironmentSaysAndAlertsAreFilteredAlike() {
        List<Integer> days = List.of(7, 30, 90);
        IntStream.range(0, 3).forEach(i -> {
            assertThat(REGIONS.get(i).resources("aws_cloudwatch_log_group"))
                    .isNotEmpty()
                    .allSatisfy(group -> group.has("retention_in_days", days.get(i)));
            REGIONS.get(i)
                    .resource("aws_sns_topic_subscription", "")
                    .has("filter_policy", "{\"NewStateValue\": [\"ALARM\", {\"exists\": false}]}")
                    .has("filter_policy_scope", "MessageBody")
                    .has(
                            "topic_arn",
                            REGIONS.get(i).resource("aws_sns_topic", "/alerts").ref("arn"));
        });
    }

    @Test
    @Requirement("E7")
    void rolesHaveTheSameBoundaryAndTheNameOfTheirEnvironment() {
        for (SynthesizedStack stack : ROLES) {
            String environment = stack.name().replace("-iam", "");
            String boundary =
                    stack.resource("aws_iam_policy", "/roles/boundary").ref("arn");
            assertThat(stack.resources("aws_iam_role")).isNotEmpty().allSatisfy(role -> {
                role.has("permissions_boundary", boundary);
                assertThat(role.at("name").asText()).startsWith("payment-").endsWith("-" + environment);
            });
        }
        assertThat(ROLES.stream()
                        .map(stack -> stack.resource("aws_iam_policy", "/roles/boundary")
                                .sids("policy"))
                        .distinct())
                .hasSize(1);
        assertThat(REGIONS.stream().map(MultiEnvironmentTest::ports).distinct()).hasSize(1);
    }

    @Test
    @Requirement("E10")
    void namesEndWithTheEnvironmentAndNothingRefusesToBeDestroyed() {
        for (SynthesizedStack stack : REGIONS) {
            String environment = stack.name().substring(0, stack.name().indexOf('-'));
            stack.resource("aws_vpc").has("tags.Name", "payment-vpc-" + environment);
            assertThat(stack.json()
                            .at("/provider/aws/0/default_tags/0/tags/Environment")
                            .asText())
                    .isEqualTo(environment);
            assertThat(stack.json()
                            .at("/provider/aws/0/default_tags/0/tags/Project")
                            .asText())
                    .isEqualTo("payment");
        }
        for (SynthesizedStack stack : E.stacks().values()) {
            assertThat(stack.json().toString()).doesNotContain("prevent_destroy");
            assertThat(stack.json().findValues("deletion_protection").toString())
                    .doesNotContain("true");
            assertThat(stack.json().findValues("deletion_protection_enabled").toString())
                    .doesNotContain("true");
            assertThat(stack.json().findValues("enable_deletion_protection").toString())
                    .doesNotContain("true");
            assertThat(stack.resources("aws_s3_bucket")).allSatisfy(bucket -> bucket.has("force_destroy", true));
        }
    }

    @Test
    @Requirement("E11")
    void rulesLookForDriftInEveryEnvironment() {
        assertThat(REGIONS.stream()
                        .map(stack -> stack.resources("aws_config_config_rule").stream()
                                .map(rule -> rule.at("source.source_identifier").asText())
                                .sorted()
                                .toList())
                        .distinct())
                .hasSize(1)
                .first()
                .satisfies(rules -> assertThat(rules).hasSizeGreaterThan(5));
    }

    private static List<String> rules(SynthesizedStack stack) {
        return stack.resources("aws_lb_listener_rule").stream()
                .map(rule -> "%s %s %s"
                        .formatted(
                                rule.at("priority"),
                                rule.at("condition.0.path_pattern.values"),
                                rule.at("condition.1.http_request_method.values")))
                .toList();
    }

    private static List<String> ports(SynthesizedStack stack) {
        return Stream.of("aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule")
                .flatMap(type -> stack.resources(type).stream())
                .map(rule -> "%s %s-%s %s %s"
                        .formatted(
                                rule.path().substring(stack.name().length()),
                                rule.at("from_port"),
                                rule.at("to_port"),
                                rule.at("ip_protocol"),
                                rule.at("cidr_ipv4")))
                .sorted()
                .toList();
    }
}

package payments.infrastructure.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.BIG_DECIMAL;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.testing.Deployments;
import payments.testing.Json;

/** What deployments cost, and that nothing in them is left out. */
@Requirement("X16")
class EstimateTest {
    static Stream<String> deployments() {
        return Deployments.names().stream();
    }

    private static Program program(String deployment) {
        return Program.read(Deployments.of(deployment).folder());
    }

    private static Estimate estimate(String deployment) {
        return Estimate.of(program(deployment), PriceList.current());
    }

    /** A type that nobody thought of would cost nothing in the sum, and something on the bill. */
    @ParameterizedTest
    @MethodSource("deployments")
    void ofEveryTypeItIsSaidWhatItCosts(String deployment) {
        Set<String> types = new TreeSet<>();
        program(deployment)
                .resources()
                .filter(resource -> resource.kind() == Resource.Kind.MANAGED)
                .forEach(resource -> types.add(resource.type()));

        assertThat(types).isNotEmpty();
        assertThat(IdleCharges.types()).containsAll(types);
    }

    /** What the six deployments do not have another file may: every type that some construct makes. */
    @Test
    void ofEveryTypeThatAConstructMakesItIsSaidWhatItCosts() {
        Set<String> made = MadeTypes.all();

        assertThat(made).hasSizeGreaterThan(100).contains("aws_db_instance", "aws_secretsmanager_secret_version");
        assertThat(IdleCharges.types()).containsAll(made);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyRegionAndMeterOfTheDeploymentsHasAPriceOfItsOwn(String deployment) {
        assertThat(estimate(deployment).notes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void everyDeploymentTakesPaymentsThatCostSomething(String deployment) {
        assertThat(estimate(deployment).perMillion())
                .extracting(CostItem::capability)
                .contains("api", "functions", "table");
    }

    /** Issue 14: idle dev at most 350 dollars, prod at most 900. */
    @ParameterizedTest
    @CsvSource({"dev, 350", "prod, 900"})
    void theFlagshipCostsNoMoreThanItMay(String environment, BigDecimal most) {
        assertThat(estimate("payments").idleOf(environment))
                .as("idle month of %s", environment)
                .isPositive()
                .isLessThanOrEqualTo(most);
    }

    @Test
    void aTypeOfWhichNothingIsSaidIsAMistakeOfOurs() {
        assertThatThrownBy(() -> Estimate.of(program("{'aws_rocket': {'r': {}}}", "eu-west-1"), PriceList.current()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("aws_rocket, of which nobody has said what it costs")
                .hasMessageContaining("add a price to IdleCharges, or a row to free.tsv");
    }

    @Test
    void aRegionWithoutPricesTakesThoseOfAnotherAndSaysSo() {
        Estimate estimate = Estimate.of(
                program("{'aws_nat_gateway': {'n': {'//': {'metadata': {'path': 's/network/n'}}}}}", "ap-south-1"),
                PriceList.current());

        assertThat(estimate.idleOf("test")).isEqualByComparingTo("32.85");
        assertThat(estimate.notes())
                .containsExactly(
                        "the table has no price of nat-gateway-hour in ap-south-1; that of us-east-1 stands in for it");
    }

    @Test
    void anInstanceWithoutAPriceIsLeftOutAndSaidSo() {
        Estimate estimate = Estimate.of(
                program(
                        "{'aws_db_instance': {'d': {'instance_class': 'db.z1d.large', 'allocated_storage': 20, '//': {'metadata': {'path': 's/database'}}}}}",
                        "us-east-1"),
                PriceList.current());

        assertThat(estimate.idleOf("test")).isEqualByComparingTo("2.30");
        assertThat(estimate.notes())
                .containsExactly(
                        "the figures lack a part of what s/database costs: the table has no price of rds-z1d-large-hour");
    }

    /** A replica says neither engine nor version nor storage. */
    @Test
    void aReplicaCostsWhatItsSourceCosts() {
        String source =
                "'source': {'instance_class': 'db.t3.medium', 'allocated_storage': 100, 'engine': 'postgres', 'engine_version': '13.9', '//': {'metadata': {'path': 's/database'}}}";
        String replica =
                "'replica': {'instance_class': 'db.t3.medium', 'replicate_source_db': '${aws_db_instance.source.arn}', '//': {'metadata': {'path': 's/database/replica'}}}";

        Estimate estimate = Estimate.of(
                program("{'aws_db_instance': {%s, %s}}".formatted(source, replica), "us-east-1"), PriceList.current());

        assertThat(estimate.idleOf("test")).isEqualByComparingTo("420.85");
    }

    /** A cluster of a global database may leave engine and version to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'engine': 'aurora-postgresql', 'engine_version': '13.23'",
                "'global_cluster_identifier': '${aws_rds_global_cluster.g.id}'"
            })
    void anOldClusterPaysExtendedSupportForEachProcessor(String said) {
        String global =
                "'aws_rds_global_cluster': {'g': {'engine': 'aurora-postgresql', 'engine_version': '13.23', '//': {'metadata': {'path': 's/database'}}}}";
        String cluster = "'aws_rds_cluster': {'c': {%s, '//': {'metadata': {'path': 's/database'}}}}".formatted(said);
        String instance =
                "'aws_rds_cluster_instance': {'i': {'instance_class': 'db.r6g.large', 'cluster_identifier': '${aws_rds_cluster.c.id}', '//': {'metadata': {'path': 's/database'}}}}";

        Estimate estimate = Estimate.of(
                program("{%s, %s, %s}".formatted(global, cluster, instance), "us-east-1"), PriceList.current());

        assertThat(estimate.idle())
                .filteredOn(item -> item.meter().startsWith("rds-extended-support"))
                .extracting(CostItem::usd)
                .singleElement(BIG_DECIMAL)
                .isEqualByComparingTo("146");
    }

    @ParameterizedTest
    @CsvSource({"13.23, 1", "16.13, 0"})
    void anOldClusterThatGrowsAndShrinksPaysExtendedSupportOfWhichThePriceIsNotKnown(String version, int notes) {
        String cluster =
                "'aws_rds_cluster': {'c': {'engine': 'aurora-postgresql', 'engine_version': '%s', '//': {'metadata': {'path': 's/database'}}}}"
                        .formatted(version);
        String instance =
                "'aws_rds_cluster_instance': {'i': {'instance_class': 'db.serverless', 'cluster_identifier': '${aws_rds_cluster.c.id}', '//': {'metadata': {'path': 's/database'}}}}";

        assertThat(Estimate.of(program("{%s, %s}".formatted(cluster, instance), "us-east-1"), PriceList.current())
                        .notes())
                .hasSize(notes)
                .allMatch(note -> note.contains("no price of aurora-extended-support-capacity-hour"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "aws_vpc_endpoint | {'vpc_endpoint_type': 'Interface', 'subnet_ids': ['a', 'b', 'c']} | 21.90",
                "aws_vpc_endpoint | {'vpc_endpoint_type': 'Gateway', 'route_table_ids': ['a']} | 0",
                "aws_eip | {} | 3.65",
                "aws_kms_key | {} | 1.00",
                "aws_cloudwatch_metric_alarm | {'period': 60} | 0.10",
                "aws_cloudwatch_metric_alarm | {'period': 10} | 0.30",
                "aws_cloudwatch_metric_alarm | {'metric_query': [{'id': 'a', 'metric': {'metric_name': 'a'}}, {'id': 'b', 'metric': {'metric_name': 'b'}}, {'id': 'c', 'expression': 'a/b'}]} | 0.20",
                "aws_cloudwatch_log_metric_filter | {'metric_transformation': {'name': 'm', 'default_value': '0'}} | 0.30",
                "aws_wafv2_web_acl | {'rule': [{'name': 'a'}, {'name': 'b'}]} | 7.00",
                "aws_db_instance | {'instance_class': 'db.t4g.medium', 'allocated_storage': 100, 'multi_az': false, 'manage_master_user_password': true} | 58.985",
                "aws_db_instance | {'instance_class': 'db.m7g.2xlarge', 'allocated_storage': 100, 'multi_az': true} | 1004.12",
                "aws_db_instance | {'instance_class': 'db.t3.medium', 'allocated_storage': 100, 'engine': 'postgres', 'engine_version': '13.9'} | 210.425",
                "aws_lb | {'internal': false, 'subnets': ['a', 'b', 'c']} | 27.375",
                "aws_route53_health_check | {'type': 'HTTPS', 'measure_latency': true, 'request_interval': 30} | 2.50",
                "aws_ssm_parameter | {'tier': 'Standard'} | 0",
                "aws_lambda_event_source_mapping | {'event_source_arn': 'arn:aws:sqs:us-east-1:111122223333:q'} | 0.2628"
            })
    void anIdleMonthOfAResourceCosts(String type, String body, BigDecimal usd) {
        String path = "'//': {'metadata': {'path': 's/network/x'}}";
        String resource = body.equals("{}") ? "{" + path + "}" : body.replaceFirst("\\{", "{" + path + ", ");

        Estimate estimate =
                Estimate.of(program("{'%s': {'x': %s}}".formatted(type, resource), "us-east-1"), PriceList.current());

        assertThat(estimate.idleOf("test")).isEqualByComparingTo(usd);
    }

    private static Program program(String resources, String region) {
        return Program.of(Map.of("s", Json.of("""
                {'provider': {'aws': [{'region': '%s', 'default_tags': [{'tags': {'Environment': 'test'}}]}]}, 'resource': %s}
                """.formatted(region, resources))));
    }
}

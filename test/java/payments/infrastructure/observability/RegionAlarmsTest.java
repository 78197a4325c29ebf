package payments.infrastructure.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.infrastructure.observability.RegionAlarms.Watched;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link RegionAlarms} and, through it, {@link Alarm}. */
class RegionAlarmsTest {
    private static final Watched WATCHED =
            new Watched("the-function", 28, WatchedDatabase.instance("the-database"), "the-table");
    private static final SynthesizedStack STACK = Testing.synthPlaced(
            (scope, placement) -> new RegionAlarms(scope, "alarms", placement, "arn-of-topic", WATCHED));

    @ParameterizedTest
    @Requirement("A14")
    @CsvSource({"database-cpu, AWS/RDS, CPUUtilization, Average, 80, 300, 2"})
    void theAlarmsThatWereAskedForRingAtTheirThresholds(
            String id, String namespace, String metric, String statistic, int threshold, int seconds, int periods) {
        check(id, namespace, metric, statistic, threshold, seconds, periods);
    }

    @ParameterizedTest
    @CsvSource({
        "table-write-throttles, AWS/DynamoDB, WriteThrottleEvents, Sum, 0, 60, 5",
        "table-read-throttles, AWS/DynamoDB, ReadThrottleEvents, Sum, 0, 60, 5",
        "table-system-errors-transactwriteitems, AWS/DynamoDB, SystemErrors, Sum, 0, 60, 15"
    })
    void theAlarmsThatAwsRecommendsRingAtTheirThresholds(
            String id, String namespace, String metric, String statistic, int threshold, int seconds, int periods) {
        check(id, namespace, metric, statistic, threshold, seconds, periods);
    }

    private static void check(
            String id, String namespace, String metric, String statistic, int threshold, int seconds, int periods) {
        alarm(id)
                .has("namespace", namespace)
                .has("metric_name", metric)
                .has("statistic", statistic)
                .has("comparison_operator", "GreaterThanThreshold")
                .has("threshold", threshold)
                .has("period", seconds)
                .has("evaluation_periods", periods)
                .has("datapoints_to_alarm", periods);
    }

    /** Known mistake M04: CloudWatch takes an alarm on dimensions that no service reports, and it never rings. */
    @Test
    void everyAlarmWatchesTheDimensionsThatItsServiceReports() {
        assertThat(STACK.resources("aws_cloudwatch_metric_alarm"))
                .hasSize(7)
                .allSatisfy(alarm -> alarm.has(
                        "dimensions",
                        switch (alarm.at("namespace").asText()) {
                            case "AWS/RDS" -> Map.of("DBInstanceIdentifier", "the-database");
                            case "AWS/DynamoDB" -> ofTable(alarm);
                            default -> Map.of("unexpected", "namespace");
                        }));
    }

    /** DynamoDB reports its own failures for an operation only: CloudWatch guide, "Recommended alarms". */
    private static Map<String, String> ofTable(SynthesizedResource alarm) {
        return alarm.at("metric_name").asText().equals("SystemErrors")
                ? Map.of(
                        "TableName",
                        "the-table",
                        "Operation",
                        alarm.at("dimensions.Operation").asText())
                : Map.of("TableName", "the-table");
    }

    @Test
    @Requirement({"A14", "A17"})
    void everyAlarmTellsTheTopicBothWaysAndMissingDataIsNotBad() {
        assertThat(STACK.resources("aws_cloudwatch_metric_alarm"))
                .allSatisfy(alarm -> alarm.has("alarm_actions", List.of("arn-of-topic"))
                        .has("ok_actions", List.of("arn-of-topic"))
                        .has("treat_missing_data", "notBreaching"));
    }

    @Test
    void everyAlarmSaysWhatIsWrongAndHasANameOfItsOwn() {
        assertThat(STACK.resources("aws_cloudwatch_metric_alarm"))
                .allSatisfy(alarm ->
                        assertThat(alarm.at("alarm_description").asText()).hasSizeGreaterThan(20))
                .extracting(alarm -> alarm.at("alarm_name").asText())
                .doesNotHaveDuplicates()
                .contains("acme-database-cpu-test-eu-west-1");
    }

    /** Known mistake M03: only a replica has lag; it is watched where the replica is made. */
    @Test
    @Requirement("A14")
    void noAlarmOnReplicationLagWatchesThePrimary() {
        assertThat(STACK.resources("aws_cloudwatch_metric_alarm"))
                .extracting(alarm -> alarm.at("metric_name").asText())
                .doesNotContain("ReplicaLag");
    }

    private static SynthesizedResource alarm(String id) {
        return STACK.resource("aws_cloudwatch_metric_alarm", "/alarms/" + id);
    }
}

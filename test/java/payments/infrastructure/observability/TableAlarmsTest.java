package payments.infrastructure.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link TableAlarms}, {@link AlarmGroup} and, through them, {@link Alarm}. */
class TableAlarmsTest {
    private static final SynthesizedStack STACK = Testing.synthPlaced(
            (scope, placement) -> new AlarmGroup(scope, "alarms", placement, new AlertTopicArn("arn-of-topic"))
                    .addAll(TableAlarms.ofPayments("the-table")));

    @ParameterizedTest
    @CsvSource({
        "table-write-throttles, AWS/DynamoDB, WriteThrottleEvents, Sum, 0, 60, 5",
        "table-read-throttles, AWS/DynamoDB, ReadThrottleEvents, Sum, 0, 60, 5",
        "table-system-errors-transactwriteitems, AWS/DynamoDB, SystemErrors, Sum, 0, 60, 15"
    })
    void theAlarmsThatAwsRecommendsAreRaisedAtTheirThresholds(
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

    /** Known mistake M04: CloudWatch takes an alarm on dimensions that no service reports, and it is never raised. */
    @Test
    void everyAlarmWatchesTheDimensionsThatItsServiceReports() {
        assertThat(STACK.resources("aws_cloudwatch_metric_alarm"))
                .hasSize(6)
                .allSatisfy(alarm -> alarm.has("namespace", "AWS/DynamoDB").has("dimensions", ofTable(alarm)));
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
    void everyAlarmNotifiesTheTopicBothWaysAndMissingDataIsNotBad() {
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
                .contains("acme-table-read-throttles-test-eu-west-1");
    }

    private static SynthesizedResource alarm(String id) {
        return STACK.resource("aws_cloudwatch_metric_alarm", "/alarms/" + id);
    }
}

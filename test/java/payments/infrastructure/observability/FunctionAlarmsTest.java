package payments.infrastructure.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

/** {@link FunctionAlarms} of the API, and the alarms of {@link EntryMetrics}. */
class FunctionAlarmsTest {
    private static final SynthesizedStack STACK = synth(20);

    private static SynthesizedStack synth(@Nullable Integer reservedConcurrency) {
        return Testing.synthPlaced((scope, placement) -> new AlarmGroup(
                        scope, "alarms", placement, new AlertTopicArn("arn-of-topic"))
                .addAll(FunctionAlarms.ofApi("the-function", 28, reservedConcurrency))
                .addAll(EntryMetrics.ofRestApi("the-api", "the-stage", 3).alarms()));
    }

    private static SynthesizedResource alarm(String id) {
        return STACK.resource("aws_cloudwatch_metric_alarm", "/alarms/" + id);
    }

    @ParameterizedTest
    @Requirement({"A14", "D7"})
    @CsvSource({
        "function-errors, AWS/Lambda, Errors, Sum, 5, 300, 1",
        "api-server-errors, AWS/ApiGateway, 5XXError, Sum, 10, 300, 2"
    })
    void theAlarmsThatWereAskedForAreRaisedAtTheirThresholds(
            String id, String namespace, String metric, String statistic, int threshold, int seconds, int periods) {
        alarm(id).has("statistic", statistic).has("threshold", threshold);
        check(id, namespace, metric, seconds, periods);
    }

    @ParameterizedTest
    @CsvSource({
        "function-throttles, AWS/Lambda, Throttles, Sum, 0, 60, 5",
        "function-concurrency, AWS/Lambda, ConcurrentExecutions, Maximum, 18, 60, 10"
    })
    void whatMustNotHappenRaisesAnAlarmAtOnce(
            String id, String namespace, String metric, String statistic, int threshold, int seconds, int periods) {
        alarm(id).has("statistic", statistic).has("threshold", threshold);
        check(id, namespace, metric, seconds, periods);
    }

    @ParameterizedTest
    @CsvSource({
        "api-server-error-rate, AWS/ApiGateway, 5XXError, 60, 3",
        "api-client-error-rate, AWS/ApiGateway, 4XXError, 60, 5"
    })
    void aTwentiethOfTheRequestsFailingRaisesAnAlarm(
            String id, String namespace, String metric, int seconds, int periods) {
        alarm(id).has("statistic", "Average").has("threshold", 0.05);
        check(id, namespace, metric, seconds, periods);
    }

    /** CloudWatch takes percentiles in an argument of their own, and refuses both at once. */
    @ParameterizedTest
    @CsvSource({
        "function-duration, AWS/Lambda, Duration, 22400, 60, 15",
        "api-latency, AWS/ApiGateway, Latency, 2500, 60, 5"
    })
    void slownessIsThatOfTheSlowestTenth(
            String id, String namespace, String metric, int threshold, int seconds, int periods) {
        alarm(id).has("extended_statistic", "p90").has("threshold", threshold).hasNo("statistic");
        check(id, namespace, metric, seconds, periods);
    }

    private static void check(String id, String namespace, String metric, int seconds, int periods) {
        alarm(id)
                .has("namespace", namespace)
                .has("metric_name", metric)
                .has("comparison_operator", "GreaterThanThreshold")
                .has("treat_missing_data", "notBreaching")
                .has("period", seconds)
                .has("evaluation_periods", periods)
                .has("datapoints_to_alarm", periods);
    }

    /** A heartbeat: no data is the worst of all values. */
    @Test
    void silenceRaisesAnAlarm() {
        alarm("api-silent")
                .has("metric_name", "Count")
                .has("statistic", "SampleCount")
                .has("comparison_operator", "LessThanThreshold")
                .has("threshold", 3)
                .has("evaluation_periods", 10)
                .has("treat_missing_data", "breaching");
    }

    /** A standby has no traffic until somebody fails over; an alarm that is always raised is no alarm. */
    @Test
    void aStandbyIsExpectedToBeSilent() {
        EntryMetrics metrics = EntryMetrics.ofRestApi("the-api", "the-stage", 3);

        assertThat(metrics.alarmsOfStandby())
                .extracting(AlarmSpec::id)
                .doesNotContain("api-silent")
                .hasSize(metrics.alarms().size() - 1);
    }

    @Test
    void withoutReservedConcurrencyThereIsNothingToUseUp() {
        assertThat(synth(null).resources("aws_cloudwatch_metric_alarm"))
                .extracting(alarm -> alarm.at("metric_name").asText())
                .hasSize(8)
                .doesNotContain("ConcurrentExecutions");
    }

    /** Known mistake M04: CloudWatch takes an alarm on dimensions that no service reports, and it is never raised. */
    @Test
    void everyAlarmWatchesTheDimensionsThatItsServiceReportsAndNotifiesTheTopicBothWays() {
        assertThat(STACK.resources("aws_cloudwatch_metric_alarm")).hasSize(9).allSatisfy(alarm -> alarm.has(
                        "alarm_actions", List.of("arn-of-topic"))
                .has("ok_actions", List.of("arn-of-topic"))
                .has(
                        "dimensions",
                        switch (alarm.at("namespace").asText()) {
                            case "AWS/Lambda" -> Map.of("FunctionName", "the-function");
                            case "AWS/ApiGateway" -> Map.of("ApiName", "the-api", "Stage", "the-stage");
                            default -> Map.of("unexpected", "namespace");
                        }));
    }

    @Test
    void everyAlarmSaysWhatIsWrongAndHasANameOfItsOwn() {
        assertThat(STACK.resources("aws_cloudwatch_metric_alarm"))
                .allSatisfy(alarm ->
                        assertThat(alarm.at("alarm_description").asText()).hasSizeGreaterThan(20))
                .extracting(alarm -> alarm.at("alarm_name").asText())
                .doesNotHaveDuplicates()
                .contains("acme-function-errors-test-eu-west-1");
    }
}

package payments.infrastructure.guardrail.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import payments.infrastructure.guardrail.alarm.Threshold.Comparison;

/** Alarms on the faults of the table. */
class TrialTest {
    private static final MetricName ERRORS = new MetricName("AWS/Lambda", "Errors");
    private static final MetricName DROPPED = new MetricName("AWS/Lambda", "AsyncEventsDropped");
    private static final MetricName HEALTH = new MetricName("AWS/Route53", "HealthCheckStatus");

    @Test
    void anAlarmThatItsFaultRaisesInTimeIsSound() {
        assertThat(problem(ERRORS, 0, alarm(ERRORS, "Sum", Comparison.GREATER, 5)))
                .isEmpty();
    }

    @Test
    void aThresholdThatTheFaultDoesNotReachIsWrong() {
        assertThat(problem(ERRORS, 0, alarm(ERRORS, "Sum", Comparison.GREATER, 1_000_000)))
                .get()
                .returns("threshold", Trial.Problem::attribute)
                .returns(
                        "not raised in 15 minutes of: 1 % of 600 runs a minute fail (0*594 1*6)",
                        Trial.Problem::happened);
    }

    @Test
    void anOperatorThatLooksToTheOtherSideIsWrong() {
        assertThat(problem(ERRORS, 0, alarm(ERRORS, "Sum", Comparison.LESS, 5)))
                .get()
                .returns("comparison_operator", Trial.Problem::attribute)
                .returns("raised on a healthy day (0*600 idle)", Trial.Problem::happened);
    }

    @Test
    void aStatisticThatCannotGrowSoFarIsWrong() {
        assertThat(problem(ERRORS, 0, alarm(ERRORS, "Maximum", Comparison.GREATER, 5)))
                .get()
                .returns("statistic", Trial.Problem::attribute);
    }

    @Test
    void aPeriodThatEndsTooLateIsWrong() {
        AlarmForm hourly = new AlarmForm(
                new Reading.OfMetric(ERRORS, Statistic.of("Sum").orElseThrow()),
                new Threshold(Comparison.GREATER, 5),
                new Window(1, Duration.ofHours(1), 1),
                MissingData.NOT_BREACHING);
        assertThat(problem(ERRORS, 0, hourly))
                .get()
                .returns("period", Trial.Problem::attribute)
                .returns(
                        "raised after 60 minutes at: 1 % of 600 runs a minute fail (0*594 1*6)",
                        Trial.Problem::happened);
    }

    @Test
    void anAlarmThatStaysRaisedWithoutDataIsNotRaisedAgain() {
        AlarmForm ignoring = with(alarm(DROPPED, "Sum", Comparison.GREATER, 0), MissingData.IGNORE);
        assertThat(problem(DROPPED, 0, ignoring))
                .get()
                .returns("treat_missing_data", Trial.Problem::attribute)
                .returns("raised once, and not when the fault came again", Trial.Problem::happened);
    }

    @Test
    void anAlarmThatTakesMissingDataForAFaultIsRaisedOnAQuietDay() {
        AlarmForm breaching = with(alarm(DROPPED, "Sum", Comparison.GREATER, 0), MissingData.BREACHING);
        assertThat(problem(DROPPED, 0, breaching))
                .get()
                .returns("treat_missing_data", Trial.Problem::attribute)
                .returns("raised on a healthy day (-)", Trial.Problem::happened);
    }

    @Test
    void aHeartbeatThatStopsRaisesItsAlarm() {
        AlarmForm form = new AlarmForm(
                new Reading.OfMetric(HEALTH, Statistic.of("Minimum").orElseThrow()),
                new Threshold(Comparison.LESS, 1),
                new Window(3, Duration.ofMinutes(1), 3),
                MissingData.NOT_BREACHING);
        assertThat(problem(HEALTH, 1, with(form, MissingData.BREACHING))).isEmpty();
        assertThat(problem(HEALTH, 1, with(form, MissingData.IGNORE)))
                .get()
                .returns("treat_missing_data", Trial.Problem::attribute);
    }

    private static AlarmForm alarm(MetricName metric, String statistic, Comparison comparison, double threshold) {
        return new AlarmForm(
                new Reading.OfMetric(metric, Statistic.of(statistic).orElseThrow()),
                new Threshold(comparison, threshold),
                new Window(1, Duration.ofMinutes(5), 1),
                MissingData.NOT_BREACHING);
    }

    private static AlarmForm with(AlarmForm form, MissingData missing) {
        return new AlarmForm(form.reading(), form.threshold(), form.window(), missing);
    }

    private static Optional<Trial.Problem> problem(MetricName metric, int number, AlarmForm form) {
        List<Fault> faults = Faults.of(metric);
        return new Trial(form, faults.get(number), 0, Map.of()).problem();
    }
}

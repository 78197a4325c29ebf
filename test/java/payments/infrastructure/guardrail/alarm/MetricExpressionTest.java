package payments.infrastructure.guardrail.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metric math over two metrics: m1 is 6, m2 is 60, m3 is missing. */
class MetricExpressionTest {
    private static final Map<MetricName, Series> VALUES = Map.of(
            metric("m1"),
            Series.always(List.of(new Sample(6, 1))),
            metric("m2"),
            Series.always(List.of(new Sample(60, 1))));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "100*m1/m2; 10",
                "m1 + m2 * 2; 126",
                "(m1 + m2) * 2; 132",
                "-m1 + 10; 4",
                "m2 ^ 2; 3600",
                "m1 > 5; 1",
                "IF(m1 > 5, m2, 0); 60",
                "FILL(m3, 7); 7",
                "SUM([m1, m2, m3]); 66",
                "MAX([m1, m2]); 60",
                "ABS(m1 - m2); 54"
            })
    void anExpressionOfTheDatapoints(String expression, double expected) {
        assertThat(value(expression)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m1 + m3", "m1 / (m1 - 6)"})
    void withoutAPartADatapointIsMissing(String expression) {
        assertThat(value(expression)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ANOMALY_DETECTION_BAND(m1, 2)",
                "SEARCH('{AWS/Lambda} Errors', 'Sum')",
                "m1 +",
                "m9",
                "RATE(m1)",
                ""
            })
    void whatIsNotWorkedOutHereIsNotGuessed(String expression) {
        assertThat(MetricExpression.of(expression, named())).isEmpty();
    }

    @Test
    void aDivisionMakesAShare() {
        assertThat(MetricExpression.of("100*m1/m2", named()).orElseThrow().isShare())
                .isTrue();
        assertThat(MetricExpression.of("m1+m2", named()).orElseThrow().isShare())
                .isFalse();
    }

    private static OptionalDouble value(String expression) {
        return MetricExpression.of(expression, named())
                .orElseThrow()
                .of(metric -> VALUES.getOrDefault(metric, Series.always(List.of())), 0, 1);
    }

    private static Map<String, Reading> named() {
        Statistic sum = Statistic.of("Sum").orElseThrow();
        return Map.of(
                "m1", new Reading.OfMetric(metric("m1"), sum),
                "m2", new Reading.OfMetric(metric("m2"), sum),
                "m3", new Reading.OfMetric(metric("m3"), sum));
    }

    private static MetricName metric(String name) {
        return new MetricName("Test", name);
    }
}

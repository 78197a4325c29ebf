package payments.infrastructure.guardrail.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import payments.contract.FunctionMetric;
import payments.infrastructure.reality.Metrics;

/** The table of faults. */
class FaultsTest {
    @Test
    void everyMetricOfTheTableIsOneThatIsReported() {
        List<String> own = List.of(FunctionMetric.values()).stream()
                .map(FunctionMetric::metricName)
                .toList();
        assertThat(Faults.all().keySet()).allSatisfy(metric -> {
            if (metric.namespace().equals(FunctionMetric.NAMESPACE)) {
                assertThat(own).contains(metric.metric());
            } else {
                assertThat(Metrics.known().fault(metric.namespace(), metric.metric()))
                        .as(metric.toString())
                        .isEmpty();
            }
        });
    }

    @Test
    void everyFaultIsAnotherThanAHealthyDay() {
        assertThat(Faults.all().values().stream().flatMap(List::stream)).allSatisfy(fault -> {
            assertThat(fault.course()).isNotEqualTo(fault.healthy());
            assertThat(fault.what()).isNotBlank();
            assertThat(fault.minutes(1_209_600)).isPositive();
        });
    }
}

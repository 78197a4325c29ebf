package payments.infrastructure.guardrail.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data points that CloudWatch makes of the values of a period. */
class StatisticTest {
    private static final List<Sample> NINE_FAST_ONE_SLOW = List.of(new Sample(10, 1), new Sample(1, 9));

    @ParameterizedTest
    @CsvSource({
        "Sum, 19",
        "Average, 1.9",
        "Minimum, 1",
        "Maximum, 10",
        "SampleCount, 10",
        "p50, 1",
        "p90, 1",
        "p90.1, 10",
        "p100, 10"
    })
    void aStatisticOfAllValues(String name, double expected) {
        assertThat(Statistic.of(name).orElseThrow().of(NINE_FAST_ONE_SLOW)).hasValue(expected);
    }

    @Test
    void withoutValuesADatapointIsMissing() {
        assertThat(Statistic.of("Sum").orElseThrow().of(List.of())).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void aTrimmedMeanIsNotWorkedOut() {
        assertThat(Statistic.of("tm90")).isEmpty();
        assertThat(Statistic.of("Summe")).isEmpty();
    }
}

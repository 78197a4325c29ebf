package payments.infrastructure.guardrail.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import payments.contract.FunctionMetric;
import payments.infrastructure.reality.Metrics;

/** The table of faults. */
class FaultsTest {
    private static final Path PAGE = Path.of("main/docs/guardrails-alarms.md");
    private static final String BEGIN = "a fault is added there.\n";
    private static final String END = "\nA metric that a filter makes";

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

    @Test
    void theDocumentHasEveryFaultWithItsTime() throws IOException {
        String committed = Files.readString(PAGE);
        int from = committed.indexOf(BEGIN) + BEGIN.length();
        String whole = committed.substring(0, from) + table() + committed.substring(committed.indexOf(END));
        if (Boolean.getBoolean("update.golden")) {
            Files.writeString(PAGE, whole);
        }
        assertThat(Files.readString(PAGE))
                .as("%s; run the test with -Dupdate.golden=true to write its table anew, and commit it", PAGE)
                .isEqualTo(whole);
    }

    private static String table() {
        StringBuilder table = new StringBuilder(
                "\n| metric | healthy day | fault | series | raised within |\n|---|---|---|---|---|\n");
        Faults.all().values().stream()
                .flatMap(List::stream)
                .forEach(fault -> table.append("| `%s` %s%s | `%s` | %s | `%s` | %s |\n"
                        .formatted(
                                fault.metric().namespace(),
                                fault.metric().metric(),
                                applies(fault),
                                fault.healthy().written(),
                                fault.what(),
                                fault.course().written(),
                                within(fault))));
        return table.toString();
    }

    private static String applies(Fault fault) {
        return switch (fault.applies()) {
            case ALL -> "";
            case SHARE -> ", share of calls";
            case NUMBER -> ", number of calls";
            case FAILURES -> ", queue of what failed";
            case WORK -> ", queue of work";
            case FINDINGS -> ", log of findings";
        };
    }

    private static String within(Fault fault) {
        String within = fault.time().within();
        return within.endsWith("%") ? within + " of the limit" : within + " minutes";
    }
}

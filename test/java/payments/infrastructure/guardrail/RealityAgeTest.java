package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.reality.Dataset;
import payments.infrastructure.reality.Datasets;

/** Facts about AWS that are too old are a warning, which says how to get new ones. */
class RealityAgeTest {
    private static final LocalDate OLDEST =
            Datasets.all().stream().map(Dataset::date).min(LocalDate::compareTo).orElseThrow();

    @Test
    void nothingIsSaidWhileTheFactsAreYoung() {
        assertThat(findings(OLDEST.plusDays(180))).isEmpty();
    }

    @Test
    void everyTableThatIsTooOldIsAWarningThatSaysHowToRefreshIt() {
        List<Result> findings = findings(OLDEST.plusYears(3));

        assertThat(findings).hasSize(Datasets.NAMES.size()).allSatisfy(finding -> {
            assertThat(finding.rule().severity()).isEqualTo(Severity.LOW);
            assertThat(finding.message()).contains(Datasets.REFRESH, "days ago, from ", "at most 180 days old");
        });
        assertThat(findings.stream().map(finding -> finding.subject().path())).contains("reality/metrics");
    }

    private static List<Result> findings(LocalDate today) {
        return new Guardrails(List.of())
                .check(Program.of(Map.of()), List.of(), today)
                .findings(Severity.LOW);
    }
}

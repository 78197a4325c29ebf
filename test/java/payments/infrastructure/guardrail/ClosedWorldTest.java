package payments.infrastructure.guardrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import payments.Requirement;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.rule.Result;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Verdict;

/** No type, argument or value gets into what this program synthesizes unseen; {@code -Dedits.seed=N} draws other edits. */
@Requirement("X3")
class ClosedWorldTest {
    private static final Rule REVIEWED = Catalogue.rule("platform-reviewed").orElseThrow();
    private static final long SEED = Long.getLong("edits.seed", 20_261_130L);
    private static final int FAULTS = 120;
    private static final int HARMLESS = 42;

    private static Flagship flagship = new Flagship();

    @BeforeAll
    static void synthesize() {
        flagship = Flagship.production();
    }

    @Test
    void everythingOfTheFlagshipWasReviewed() {
        assertThat(findings(flagship.stacks())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyEditOfWhatProtectsIsFoundWhereItIs() {
        return new SeededEdits(flagship.stacks(), SEED)
                .faults(FAULTS).stream()
                        .map(edit -> dynamicTest(edit.name(), () -> assertThat(findings(edit.stacks()))
                                .extracting(found -> found.subject().stack() + "/"
                                        + found.subject().address())
                                .contains(edit.address())));
    }

    @TestFactory
    Stream<DynamicTest> noHarmlessEditIsFound() {
        return new SeededEdits(flagship.stacks(), SEED)
                .harmless(HARMLESS).stream()
                        .map(edit -> dynamicTest(edit.name(), () -> assertThat(findings(edit.stacks()))
                                .isEmpty()));
    }

    private static List<Result> findings(Map<String, JsonNode> stacks) {
        return REVIEWED.results(Program.of(stacks)).stream()
                .filter(result -> result.verdict() == Verdict.FAIL)
                .toList();
    }
}

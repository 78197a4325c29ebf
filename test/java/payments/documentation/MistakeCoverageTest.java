package payments.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.infrastructure.guardrail.Catalogue;
import payments.testing.TestClasses;

/** Each of the fifty known mistakes has a row in the document, and every test and rule that a row names exists. */
class MistakeCoverageTest {
    private static final Path DOCUMENT = Path.of("main/docs/known-mistakes.md");

    private static Set<String> ids(int last) {
        return IntStream.rangeClosed(1, last)
                .mapToObj("M%02d"::formatted)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noMistakeIsForgottenAndTheRowsAreTrue() throws IOException {
        Set<String> rules = Catalogue.rules().stream()
                .map(rule -> rule.definition().id())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(new MistakeCoverage(
                                ids(50),
                                TestClasses.byClass(),
                                rules,
                                MistakeCoverage.rows(Files.readAllLines(DOCUMENT)))
                        .faults())
                .isEmpty();
    }

    /** One wrong document for each thing that the check finds; the last one has no fault. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "| M01 | a | `ATest.works` |; M02 has no row",
                "| M01 | a | `ATest.isGone` |; M01 names ATest.isGone, which does not exist",
                "| M01 | a | `a-rule-of-yesterday` |; M01 names a-rule-of-yesterday, which does not exist",
                "| M01 | a | everybody knows |; M01 names neither a test nor a rule",
                "| M03 | a | `a-rule` |; M03 is no mistake of the list",
                "| M01 | a | `a-rule` ||| M01 | a | `a-rule` |; M01 has two rows",
                "| M01 | a | `a-rule`, `ATest.works` ||| M02 | a | `a-rule` |;"
            })
    void eachErrorIsFound(String document, @Nullable String fault) {
        List<String> faults = new MistakeCoverage(
                        ids(2),
                        Map.of("ATest", Set.of("works")),
                        Set.of("a-rule"),
                        MistakeCoverage.rows(
                                List.of(document.replace("|||", "|\n|").split("\n", -1))))
                .faults();

        if (fault == null) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults).contains(fault);
        }
    }
}

package payments.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Threat;
import payments.service.ThreatCoverage.Row;
import payments.testing.TestClasses;

/**
 * Holds the threat list against the tests: each of its cases is named by a test ({@link Threat}) or has a row in
 * {@code main/docs/threats.md} that says which test of the infrastructure covers it, or that nothing does. The index of the
 * tests is written to {@code test/target/threats.md}.
 */
class ThreatCoverageTest {
    private static final Path DOCUMENT = Path.of("main/docs/threats.md");
    private static final Path INDEX = Path.of("test/target/threats.md");

    /** How many cases each part of the list has. */
    private static final Map<String, Integer> CASES =
            Map.of("A", 34, "B", 20, "C", 25, "D", 16, "E", 10, "F", 14, "G", 10, "H", 12, "J", 7);

    private static final Map<String, Set<String>> TESTS = new TreeMap<>();
    private static final Map<String, Set<String>> METHODS = TestClasses.byClass();

    @BeforeAll
    static void readTheTestClasses() {
        for (Method method : TestClasses.methods()) {
            Class<?> type = method.getDeclaringClass();
            Stream.of(method.getAnnotation(Threat.class), type.getAnnotation(Threat.class))
                    .filter(Objects::nonNull)
                    .flatMap(threat -> Arrays.stream(threat.value()))
                    .forEach(id -> TESTS.computeIfAbsent(id, unused -> new TreeSet<>())
                            .add(type.getSimpleName() + "." + method.getName()));
        }
    }

    private static Set<String> cases() {
        Set<String> ids = new TreeSet<>();
        CASES.forEach((part, count) ->
                IntStream.rangeClosed(1, count).forEach(number -> ids.add("%s%02d".formatted(part, number))));
        return ids;
    }

    @Test
    @DisplayName("every case is named by a test or has a row in main/docs/threats.md, and the rows are true")
    void noCaseIsForgottenAndTheRowsAreTrue() throws IOException {
        List<Row> rows = ThreatCoverage.rows(Files.readAllLines(DOCUMENT));

        assertThat(cases()).as("cases of the list").hasSize(148);
        assertThat(METHODS).as("test classes").hasSizeGreaterThan(100);
        assertThat(rows).as("rows of " + DOCUMENT).isNotEmpty();
        assertThat(new ThreatCoverage(cases(), TESTS, METHODS, rows).faults()).isEmpty();
    }

    /** One wrong input for each thing that the check finds; the last one has no fault. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "| A01 | a | covered | `ATest.works` |; A02 has neither a test nor a row",
                "| A01 | a | covered | `ATest.isGone` |; A01 names ATest.isGone, which is no test",
                "| A01 | a | partly | `BTest.works` |; A01 names BTest.works, which is no test",
                "| A03 | a | open | nobody knows how |; A03 is called open and is proven by [ATest.works]",
                "| A01 | a | covered | everybody knows |; A01 is called covered and names no test",
                "| B01 | a | open | nobody knows how |; B01 has a row and is no case",
                "| A02 | a | open | once ||| A02 | a | open | twice |; A02 has two rows",
                "| A01 | a | covered | `ATest.works` ||| A02 | a | open | nobody knows how |;"
            })
    void eachErrorIsFound(String document, @Nullable String fault) {
        List<Row> rows =
                ThreatCoverage.rows(List.of(document.replace("|||", "|\n|").split("\n", -1)));

        List<String> faults = new ThreatCoverage(
                        new TreeSet<>(Set.of("A01", "A02", "A03")),
                        Map.of("A03", Set.of("ATest.works")),
                        Map.of("ATest", Set.of("works")),
                        rows)
                .faults();

        assertThat(rows).isNotEmpty();
        if (fault == null) {
            assertThat(faults).isEmpty();
        } else {
            assertThat(faults).contains(fault);
        }
    }

    @Test
    @DisplayName("a test names only cases and invariants that the list has")
    void testsNameKnownCases() throws IOException {
        Set<String> known = cases();
        IntStream.rangeClosed(1, 8).forEach(number -> known.add("I" + number));

        Files.createDirectories(INDEX.getParent());
        Files.write(
                INDEX,
                Stream.concat(
                                Stream.of("| case | tests |", "|---|---|"),
                                TESTS.entrySet().stream().map(entry -> "| %s | %s |"
                                        .formatted(entry.getKey(), String.join("<br>", entry.getValue()))))
                        .toList());
        assertThat(known).containsAll(TESTS.keySet());
    }
}

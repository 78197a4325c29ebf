package payments.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import payments.Threat;

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

    private static final Pattern ROW =
            Pattern.compile("\\| ([A-J][0-9]{2}) \\| (.+) \\| (covered|partly|open) \\| (.+) \\|");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+)\\.([a-z][A-Za-z0-9]+)`");

    private static final Map<String, Set<String>> TESTS = new TreeMap<>();
    private static final Map<String, Set<String>> METHODS = new TreeMap<>();

    /** One line of the document's table. */
    private record Row(String id, String state, String proof) {
        List<MatchResult> tests() {
            return TEST.matcher(proof).results().toList();
        }
    }

    @BeforeAll
    static void readTheTestClasses() throws IOException, URISyntaxException {
        Path classes = Path.of(ThreatCoverageTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("payments"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace(".class", "");
                read(load(name.replace('/', '.')));
            }
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, ThreatCoverageTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " lies among the tests and cannot be loaded", e);
        }
    }

    private static void read(Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (AnnotationSupport.isAnnotated(method, Testable.class)) {
                METHODS.computeIfAbsent(type.getSimpleName(), name -> new TreeSet<>())
                        .add(method.getName());
                Stream.of(method.getAnnotation(Threat.class), type.getAnnotation(Threat.class))
                        .filter(Objects::nonNull)
                        .flatMap(threat -> Arrays.stream(threat.value()))
                        .forEach(id -> TESTS.computeIfAbsent(id, unused -> new TreeSet<>())
                                .add(type.getSimpleName() + "." + method.getName()));
            }
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(3), row.group(4)))
                .toList();
    }

    private static Set<String> cases() {
        Set<String> ids = new TreeSet<>();
        CASES.forEach((part, count) ->
                IntStream.rangeClosed(1, count).forEach(number -> ids.add("%s%02d".formatted(part, number))));
        return ids;
    }

    @Test
    @DisplayName("every case of the threat list is named by a test or has a row in main/docs/threats.md")
    void noCaseIsForgotten() throws IOException {
        Set<String> forgotten = cases();
        forgotten.removeAll(TESTS.keySet());
        rows().forEach(row -> forgotten.remove(row.id()));

        assertThat(forgotten).as("cases without test and without row").isEmpty();
    }

    @Test
    @DisplayName("a row names tests that exist, is there once, and says open only where no test names the case")
    void rowsAreTrue() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).as("rows of " + DOCUMENT).isNotEmpty();
        assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().isSubsetOf(cases());
        for (Row row : rows) {
            for (MatchResult test : row.tests()) {
                assertThat(METHODS.getOrDefault(test.group(1), Set.of()))
                        .as("tests of %s, which %s names", test.group(1), row.id())
                        .contains(test.group(2));
            }
            if (row.state().equals("open")) {
                assertThat(TESTS.getOrDefault(row.id(), Set.of()))
                        .as(row.id() + " is not open")
                        .isEmpty();
            } else {
                assertThat(row.tests()).as("%s is %s by", row.id(), row.state()).isNotEmpty();
            }
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

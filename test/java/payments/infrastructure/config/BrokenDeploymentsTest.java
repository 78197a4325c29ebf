package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import payments.Requirement;

/**
 * Breaks several lines of a shipped deployment at once, each in a way of its own, and expects exactly as many problems, each
 * at its line. The choice is random and repeatable.
 */
@Requirement("E8")
class BrokenDeploymentsTest {
    private static final int ROUNDS = 25;
    private static final int FAULTS = 8;

    /** What some of the files cannot do without. */
    private static final Map<String, String> VARIABLES = Map.of("ENVIRONMENT_SUFFIX", "main");

    @TempDir
    private Path folder = Path.of("");

    /** A line {@code key: value} with one value; a list or a mapping in one line is left alone. */
    private static final Pattern ENTRY = Pattern.compile("( *)([A-Za-z]+): ([^\\[{&|>#]+)");

    /** A line that opens a section. */
    private static final Pattern SECTION = Pattern.compile("( *)([a-zA-Z]+):");

    /** The value of a key as somebody might get it wrong. */
    private enum Fault {
        WRONG_TYPE {
            @Override
            String in(Matcher entry) {
                return "%s%s: [%s]".formatted(entry.group(1), entry.group(2), entry.group(3));
            }
        },
        NO_VALUE {
            @Override
            String in(Matcher entry) {
                return "%s%s:".formatted(entry.group(1), entry.group(2));
            }
        },
        UNSET_VARIABLE {
            @Override
            String in(Matcher entry) {
                return "%s%s: ${NOT_SET}".formatted(entry.group(1), entry.group(2));
            }
        },
        INVISIBLE_CHARACTER {
            @Override
            String in(Matcher entry) {
                return "%s%s: \"\\e\"".formatted(entry.group(1), entry.group(2));
            }
        },
        MISSPELLED {
            @Override
            String in(Matcher entry) {
                return "%s%sx: %s".formatted(entry.group(1), entry.group(2), entry.group(3));
            }
        },
        TWICE {
            @Override
            String in(Matcher entry) {
                return entry.group() + "\n" + entry.group();
            }
        };

        abstract String in(Matcher entry);
    }

    static Stream<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("main/deployments"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyErrorOfAShippedFileIsReportedOnceAtItsLine(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<Integer> entries = IntStream.range(0, lines.size())
                .filter(i -> ENTRY.matcher(lines.get(i)).matches())
                .boxed()
                .toList();
        assertThat(entries).hasSizeGreaterThan(FAULTS);

        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            Map<Integer, Fault> faults = faults(entries, random);
            Map<Integer, String> expected = new TreeMap<>();
            String text = broken(lines, faults, expected);

            List<Problem> problems = problems(text);

            assertThat(problems)
                    .extracting(Problem::line)
                    .as("%s with seed %d: %s, reported %s", file, seed, expected, reported(problems))
                    .containsExactlyElementsOf(new TreeSet<>(expected.keySet()));
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everySectionWithAWrongNameIsReportedOnceAndReadOn(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            Matcher section = SECTION.matcher(lines.get(i));
            if (section.matches() && !isName(lines, i)) {
                List<String> changed = new ArrayList<>(lines);
                changed.set(i, lines.get(i).replace(section.group(2), section.group(2) + "x"));

                List<Problem> problems = problems(String.join("\n", changed));

                assertThat(problems)
                        .as("%s with line %d: %s", file, i + 1, changed.get(i))
                        .extracting(Problem::line)
                        .containsExactly(i + 1);
            }
        }
    }

    /** Names of environments are the user's own. */
    private static boolean isName(List<String> lines, int at) {
        String above = lines.subList(0, at).stream()
                .filter(line -> line.matches("[a-z]+:.*"))
                .reduce("", (first, second) -> second);
        return above.startsWith("environments:") && lines.get(at).matches("  [a-z].*");
    }

    private static Map<Integer, Fault> faults(List<Integer> entries, Random random) {
        List<Integer> shuffled = new ArrayList<>(entries);
        Collections.shuffle(shuffled, random);
        Map<Integer, Fault> faults = new TreeMap<>();
        shuffled.stream()
                .limit(FAULTS)
                .forEach(line -> faults.put(line, Fault.values()[random.nextInt(Fault.values().length)]));
        return faults;
    }

    /** The text with its faults; adds the line of each, counted from 1. */
    private static String broken(List<String> lines, Map<Integer, Fault> faults, Map<Integer, String> expected) {
        List<String> text = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Fault fault = faults.get(i);
            Matcher entry = ENTRY.matcher(lines.get(i));
            if (fault == null || !entry.matches()) {
                text.add(lines.get(i));
                continue;
            }
            text.addAll(List.of(fault.in(entry).split("\n", -1)));
            expected.put(text.size(), fault + " of " + lines.get(i).strip());
        }
        return String.join("\n", text);
    }

    private static List<String> reported(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.line() + " " + problem.message().replace('\n', ' '))
                .toList();
    }

    private List<Problem> problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("example.yaml"), text);
        return catchThrowableOfType(
                        InvalidDeploymentException.class,
                        () -> DeploymentLoader.load(file, VARIABLES, Selection.everything()))
                .problems();
    }
}

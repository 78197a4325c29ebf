package payments.infrastructure.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** One cause is one problem: each section of a deployment with everything, left out, and with a value of another type. */
class MissingSectionsTest {
    private static final Path EVERYTHING = Path.of("main/deployments/payments.yaml");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z]+):(.*)");

    @TempDir
    private Path folder = Path.of("");

    @TestFactory
    List<DynamicTest> aSectionThatIsMissingIsAtMostOneProblem() throws IOException {
        return changes(null, 0);
    }

    @TestFactory
    List<DynamicTest> aSectionThatIsANumberIsOneProblem() throws IOException {
        return changes("5", 1);
    }

    @TestFactory
    List<DynamicTest> aSectionThatIsAListIsOneProblem() throws IOException {
        return changes("[1]", 1);
    }

    @TestFactory
    List<DynamicTest> aSectionThatIsAnEmptyTextIsOneProblem() throws IOException {
        return changes("''", 1);
    }

    /** Also where others need the section, or environments override it. */
    @TestFactory
    List<DynamicTest> aSectionThatIsTakenAwayIsAtMostOneProblem() throws IOException {
        return changes("none", 0);
    }

    @Test
    void aMissingSectionNamesAllThatNeedIt() throws IOException {
        List<String> lines = written();
        int queue = lines.indexOf("  queue:");

        assertThat(problems(without(lines, queue, null))).singleElement().satisfies(problem -> assertThat(
                        problem.message())
                .contains("workflow and batch are given, but queue is not: the queue's processor stores")
                .contains("and the rows of a file go through the queue")
                .contains("add the section queue, or leave workflow and batch out"));
    }

    private static List<String> written() throws IOException {
        return Files.readAllLines(EVERYTHING).stream()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .toList();
    }

    private List<DynamicTest> changes(@Nullable String instead, int fewest) throws IOException {
        List<String> lines = written();
        List<DynamicTest> tests = IntStream.range(0, lines.size())
                .filter(line -> isSection(lines, line))
                .mapToObj(line -> DynamicTest.dynamicTest(
                        "line %d, %s".formatted(line + 1, lines.get(line).strip()),
                        () -> assertThat(problems(without(lines, line, instead)))
                                .hasSizeBetween(fewest, 1)))
                .toList();
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    private static boolean isSection(List<String> lines, int line) {
        Matcher key = KEY.matcher(lines.get(line));
        return key.matches()
                && (end(lines, line) > line + 1 || key.group(3).strip().startsWith("{"));
    }

    private static List<String> without(List<String> lines, int line, @Nullable String instead) {
        List<String> changed = new ArrayList<>(lines.subList(0, line));
        Matcher key = KEY.matcher(lines.get(line));
        if (instead != null && key.matches()) {
            changed.add("%s%s: %s".formatted(key.group(1), key.group(2), instead));
        }
        changed.addAll(lines.subList(end(lines, line), lines.size()));
        return changed;
    }

    /** The line after the section: the first that is not indented further and is no entry of its list. */
    private static int end(List<String> lines, int line) {
        int end = line + 1;
        while (end < lines.size()
                && (indent(lines.get(end)) > indent(lines.get(line))
                        || (indent(lines.get(end)) == indent(lines.get(line))
                                && lines.get(end).strip().startsWith("- ")))) {
            end++;
        }
        return end;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private List<Problem> problems(List<String> lines) throws IOException {
        Path file = Files.write(folder.resolve("payments.yaml"), lines);
        try {
            DeploymentLoader.load(file, Map.of(), Selection.everything());
            return List.of();
        } catch (InvalidDeploymentException e) {
            return e.problems();
        }
    }
}

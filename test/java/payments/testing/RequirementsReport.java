package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes {@code test/target/requirements.md}: each requirement, which tests prove it, and with what result. The fast and the
 * slow part of the tests run in processes of their own, the fast one in several at once; each leaves its rows, and the last
 * one writes the table of all. The rows of an earlier run of the same part go.
 */
public final class RequirementsReport implements TestExecutionListener {
    private static final Path FOLDER = Path.of("test/target/requirements");
    private static final Path LOCK = FOLDER.resolve("lock");
    private static final String ROWS = ".rows";
    private static final Path TABLE = Path.of("test/target/requirements.md");

    private final TestResults results = new TestResults();

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        results.testPlanExecutionStarted(started);
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        results.executionSkipped(test, reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        results.executionFinished(test, result);
    }

    @Override
    public void testPlanExecutionFinished(TestPlan finished) {
        results.notRun().forEach(System.out::println);
        String part = System.getProperty("requirements.part", "other") + ".";
        String run = part + System.getProperty("requirements.run", "") + ".";
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                FileLock held = lock.lock();
                deleteRowsOfEarlierRuns(part, run);
                Files.write(FOLDER.resolve(run + System.getProperty("test.fork", "1") + ROWS), results.rows());
                writeTable();
                held.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + TABLE, e);
        }
    }

    private static void deleteRowsOfEarlierRuns(String part, String run) throws IOException {
        for (Path file : rowFiles()) {
            String name = file.getFileName().toString();
            if (name.startsWith(part) && !name.startsWith(run)) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> rowFiles() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ROWS)).toList();
        }
    }

    private static void writeTable() throws IOException {
        Map<String, List<String[]>> byId = new TreeMap<>();
        for (Path part : rowFiles()) {
            for (String row : Files.readAllLines(part)) {
                String[] cells = row.split(" \\| ", -1);
                byId.computeIfAbsent(cells[0], none -> new ArrayList<>()).add(cells);
            }
        }
        List<String> lines = new ArrayList<>(List.of("| id | what | tests | result |", "|---|---|---|---|"));
        RequirementLines.read().forEach((id, what) -> lines.add(line(id, what, byId.getOrDefault(id, List.of()))));
        Files.write(TABLE, lines);
    }

    /** A line of the table: it has passed when a test of it has and none has failed. */
    static String line(String id, String what, List<String[]> tests) {
        Map<String, String> results = new TreeMap<>();
        tests.forEach(cells -> results.merge(cells[1], cells[2], RequirementsReport::worse));
        String result = results.isEmpty()
                ? "no test has run"
                : results.containsValue("FAILED")
                        ? "FAILED"
                        : results.containsValue("passed")
                                ? "passed" + alsoNotRun(results.values())
                                : String.join("<br>", new TreeSet<>(results.values()));
        return "| %s | %s | %s | %s |"
                .formatted(
                        id,
                        what,
                        results.entrySet().stream()
                                .map(test -> test.getValue().equals("passed")
                                        ? test.getKey()
                                        : "%s (%s)".formatted(test.getKey(), test.getValue()))
                                .collect(Collectors.joining("<br>")),
                        result);
    }

    /** A requirement of which a part was not proven says so. */
    private static String alsoNotRun(Collection<String> results) {
        return results.stream()
                .filter(result -> result.startsWith(TestResults.NOT_RUN))
                .distinct()
                .sorted()
                .map("; in part "::concat)
                .collect(Collectors.joining());
    }

    /** A test with parameters has a result for each of them. */
    private static String worse(String one, String other) {
        return one.equals("FAILED") || other.equals("passed") ? one : other;
    }
}

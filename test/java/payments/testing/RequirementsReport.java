package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import payments.Requirement;

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

    private final ConcurrentSkipListSet<String> rows = new ConcurrentSkipListSet<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        record(test, "skipped");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            record(
                    test,
                    switch (result.getStatus()) {
                        case SUCCESSFUL -> "passed";
                        case ABORTED -> "skipped";
                        case FAILED -> "FAILED";
                    });
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String part = System.getProperty("requirements.part", "other") + ".";
        String run = part + System.getProperty("requirements.run", "") + ".";
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel lock = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                FileLock held = lock.lock();
                deleteRowsOfEarlierRuns(part, run);
                Files.write(FOLDER.resolve(run + System.getProperty("test.fork", "1") + ROWS), rows);
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

    private void record(TestIdentifier test, String result) {
        test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .ifPresent(method -> requirements(method)
                        .forEach(id -> rows.add("%s | %s.%s | %s"
                                .formatted(
                                        id, method.getJavaClass().getSimpleName(), method.getMethodName(), result))));
    }

    private static Stream<String> requirements(MethodSource method) {
        return Stream.of(
                        method.getJavaMethod().getAnnotation(Requirement.class),
                        method.getJavaClass().getAnnotation(Requirement.class))
                .filter(Objects::nonNull)
                .flatMap(requirement -> Stream.of(requirement.value()));
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
    private static String line(String id, String what, List<String[]> tests) {
        Map<String, String> results = new TreeMap<>();
        tests.forEach(cells -> results.merge(cells[1], cells[2], RequirementsReport::worse));
        String result = results.isEmpty()
                ? "no test has run"
                : results.containsValue("FAILED") ? "FAILED" : results.containsValue("passed") ? "passed" : "skipped";
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

    /** A test with parameters has a result for each of them. */
    private static String worse(String one, String other) {
        return one.equals("FAILED") || other.equals("passed") ? one : other;
    }
}

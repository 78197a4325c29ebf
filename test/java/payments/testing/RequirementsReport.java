package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import payments.Requirement;

/**
 * Writes {@code test/target/requirements.md}: which test proves which requirement, and with what result. The fast and the
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
        TreeSet<String> all = new TreeSet<>(Comparator.comparing(RequirementsReport::sortKey));
        for (Path part : rowFiles()) {
            all.addAll(Files.readAllLines(part));
        }
        List<String> lines = new ArrayList<>(List.of("| requirement | test | result |", "|---|---|---|"));
        all.forEach(row -> lines.add("| " + row + " |"));
        Files.write(TABLE, lines);
    }

    /** A2 before A10. */
    private static String sortKey(String row) {
        String id = row.substring(0, row.indexOf(' '));
        return "%s%03d%s".formatted(id.charAt(0), Integer.parseInt(id.substring(1)), row);
    }
}

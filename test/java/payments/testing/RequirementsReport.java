package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * slow part of the tests run in processes of their own; each leaves its rows, and the last one writes the table of all.
 */
public final class RequirementsReport implements TestExecutionListener {
    private static final Path FOLDER = Path.of("test/target/requirements");
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
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(System.getProperty("requirements.part", "other") + ".rows"), rows);
            writeTable();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + TABLE, e);
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
        try (Stream<Path> parts = Files.list(FOLDER)) {
            for (Path part : parts.toList()) {
                all.addAll(Files.readAllLines(part));
            }
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

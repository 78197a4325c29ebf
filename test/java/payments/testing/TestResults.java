package payments.testing;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import payments.Requirement;

/** How the tests of this process ended: by requirement, and those that were not run by the tool that is missing. */
final class TestResults implements TestExecutionListener {
    /** How the result of a test begins that proves nothing. */
    static final String NOT_RUN = "not run";

    private final ConcurrentSkipListSet<String> rows = new ConcurrentSkipListSet<>();
    private final TestsNotRun notRun = new TestsNotRun();
    private volatile @Nullable TestPlan plan;

    /** Requirement, test and result of everything that has ended. */
    Collection<String> rows() {
        return rows;
    }

    /** What was not run for want of a tool, a line for each. */
    List<String> notRun() {
        return notRun.lines();
    }

    @Override
    public void testPlanExecutionStarted(TestPlan started) {
        plan = started;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        tests(test).forEach(skipped -> record(skipped, "%s: %s".formatted(NOT_RUN, oneLine(reason))));
    }

    /** A class whose setup fails or finds a tool missing ends for all of its tests, of which JUnit reports nothing more. */
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String reported =
                switch (result.getStatus()) {
                    case SUCCESSFUL -> "passed";
                    case ABORTED -> "%s: %s".formatted(NOT_RUN, reason(result));
                    case FAILED -> "FAILED";
                };
        if (test.isTest()) {
            record(test, reported);
        } else if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
            tests(test).forEach(below -> record(below, reported));
        }
        if (result.getThrowable().orElse(null) instanceof MissingToolException missing) {
            notRun.add(
                    missing.tools(),
                    tests(test).map(TestIdentifier::getUniqueId).collect(Collectors.toSet()));
        }
    }

    private static String reason(TestExecutionResult result) {
        Throwable thrown = result.getThrowable().orElse(null);
        if (thrown instanceof MissingToolException missing) {
            List<String> programs = missing.tools().stream().map(Tool::program).toList();
            return "%s %s missing".formatted(String.join(" and ", programs), programs.size() == 1 ? "is" : "are");
        }
        return oneLine(thrown == null ? "no reason is given" : String.valueOf(thrown.getMessage()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").replace("|", "/");
    }

    /** The tests themselves: this one, or those of a class; one with parameters that has not begun counts once. */
    private Stream<TestIdentifier> tests(TestIdentifier test) {
        TestPlan known = plan;
        if (test.isTest() || known == null) {
            return Stream.of(test);
        }
        List<TestIdentifier> below = known.getDescendants(test).stream()
                .filter(one -> one.isTest() || known.getChildren(one).isEmpty())
                .toList();
        return below.isEmpty() ? Stream.of(test) : below.stream();
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
}

package payments.testing;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which tests were not run for want of which tool, and the lines that say so at the end. */
final class TestsNotRun {
    private final Map<Tool, Set<String>> tests = new EnumMap<>(Tool.class);

    /** Notes tests that were not run. */
    synchronized void add(List<Tool> missing, Set<String> notRun) {
        missing.forEach(
                tool -> tests.computeIfAbsent(tool, none -> new TreeSet<>()).addAll(notRun));
    }

    /** One line for each missing tool. */
    synchronized List<String> lines() {
        return tests.entrySet().stream()
                .map(entry ->
                        "NOT RUN: %d tests, since '%s' is missing: %s. They prove nothing now; with CI=true they fail."
                                .formatted(
                                        entry.getValue().size(),
                                        entry.getKey().program(),
                                        entry.getKey().advice()))
                .toList();
    }
}

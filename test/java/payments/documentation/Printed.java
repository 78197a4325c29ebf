package payments.documentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a document says that a command prints: the lines of a console that are no commands. Each must be printed, in this order;
 * {@code ...} and {@code …} stand for anything.
 *
 * @param text the block
 */
record Printed(String text) {
    private static final Pattern ANYTHING = Pattern.compile("\\.\\.\\.|…");

    /** The lines that are not printed in this order. */
    List<String> missing(String printed) {
        List<String> lines = printed.lines().map(String::stripTrailing).toList();
        List<String> missing = new ArrayList<>();
        int next = 0;
        for (String expected : text.lines().map(String::stripTrailing).toList()) {
            if (expected.isEmpty()
                    || expected.startsWith("$ ")
                    || ANYTHING.matcher(expected).matches()) {
                continue;
            }
            Pattern wanted = pattern(expected);
            int found = next;
            while (found < lines.size() && !wanted.matcher(lines.get(found)).matches()) {
                found++;
            }
            if (found == lines.size()) {
                missing.add(expected);
            } else {
                next = found + 1;
            }
        }
        return missing;
    }

    private static Pattern pattern(String expected) {
        return Pattern.compile(
                Arrays.stream(ANYTHING.split(expected, -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}

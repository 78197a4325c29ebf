package payments.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a document of mistakes against the tests and the guardrails that it names.
 *
 * @param ids of the mistakes that must have a row
 * @param methods the test methods of each test class, both by simple name
 * @param rules the ids of the guardrails
 * @param rows the document's rows
 */
record MistakeCoverage(Set<String> ids, Map<String, Set<String>> methods, Set<String> rules, List<Row> rows) {
    private static final Pattern ROW = Pattern.compile("\\| (M[0-9]{2}) \\| (.+) \\| (.+) \\|");
    private static final Pattern NAMED = Pattern.compile("`([^`]+)`");

    /** One line of the document's table. */
    record Row(String id, String proof) {
        private List<String> names() {
            return NAMED.matcher(proof)
                    .results()
                    .map((MatchResult name) -> name.group(1))
                    .toList();
        }
    }

    /** The rows among the lines of a document. */
    static List<Row> rows(List<String> document) {
        return document.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(3)))
                .toList();
    }

    /** All that is not as it should be, one sentence each. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Row row : rows) {
            if (!seen.add(row.id())) {
                faults.add("%s has two rows".formatted(row.id()));
            }
            if (!ids.contains(row.id())) {
                faults.add("%s is no mistake of the list".formatted(row.id()));
            }
            if (row.names().isEmpty()) {
                faults.add("%s names neither a test nor a rule".formatted(row.id()));
            }
            row.names().stream()
                    .filter(name -> !exists(name))
                    .forEach(name -> faults.add("%s names %s, which does not exist".formatted(row.id(), name)));
        }
        ids.stream().filter(id -> !seen.contains(id)).forEach(id -> faults.add("%s has no row".formatted(id)));
        return faults;
    }

    private boolean exists(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? rules.contains(name)
                : methods.getOrDefault(name.substring(0, dot), Set.of()).contains(name.substring(dot + 1));
    }
}

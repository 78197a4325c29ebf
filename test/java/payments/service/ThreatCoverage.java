package payments.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a list of threats against the tests and against the rows of a document.
 *
 * @param cases the ids of the list
 * @param proofs the tests that name a case, by its id
 * @param methods the test methods of each test class, both by simple name
 * @param rows the document's rows
 */
record ThreatCoverage(
        Set<String> cases, Map<String, Set<String>> proofs, Map<String, Set<String>> methods, List<Row> rows) {
    private static final Pattern ROW =
            Pattern.compile("\\| ([A-J][0-9]{2}) \\| (.+) \\| (covered|partly|open) \\| (.+) \\|");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+)\\.([a-z][A-Za-z0-9]+)`");

    /** One line of the document's table. */
    record Row(String id, String state, String proof) {
        private List<MatchResult> tests() {
            return TEST.matcher(proof).results().toList();
        }
    }

    /** The rows among the lines of a document. */
    static List<Row> rows(List<String> document) {
        return document.stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(3), row.group(4)))
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
            if (!cases.contains(row.id())) {
                faults.add("%s has a row and is no case".formatted(row.id()));
            }
            judge(row, faults);
        }
        for (String id : cases) {
            if (!proofs.containsKey(id) && !seen.contains(id)) {
                faults.add("%s has neither a test nor a row".formatted(id));
            }
        }
        return faults;
    }

    private void judge(Row row, List<String> faults) {
        for (MatchResult test : row.tests()) {
            if (!methods.getOrDefault(test.group(1), Set.of()).contains(test.group(2))) {
                faults.add("%s names %s.%s, which is no test".formatted(row.id(), test.group(1), test.group(2)));
            }
        }
        if (row.state().equals("open")) {
            if (proofs.containsKey(row.id())) {
                faults.add("%s is called open and is proven by %s".formatted(row.id(), proofs.get(row.id())));
            }
        } else if (row.tests().isEmpty()) {
            faults.add("%s is called %s and names no test".formatted(row.id(), row.state()));
        }
    }
}

package payments.documentation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a Mermaid flowchart as far as our documents use the language. Mermaid's own parser needs a browser's document; what
 * it refuses most often is found here: brackets and quotes that do not match, a subgraph without an end, half an edge.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid: flowcharts</a>
 */
final class Flowchart {
    private static final Pattern KIND = Pattern.compile("flowchart (LR|RL|TB|TD|BT)");
    private static final Pattern LABEL = Pattern.compile("\"[^\"]*\"");
    private static final Pattern NODE = Pattern.compile(
            "[\\w.-]+(\\[\\(_\\)]|\\[_]|\\(_\\)|\\{\\{_}}|\\{_}|\\[[^\\[\\]\"]*]|\\([^()\"]*\\))?(:::\\w+)?");
    private static final Pattern EDGE = Pattern.compile(
            "\\s+(?:-->|---|-\\.->|-\\.-|==>|--\\s+[^-]+?\\s+-->|(?:-->|==>|---|-\\.->)\\|[^|]*\\||-\\.\\s+.+?\\s+\\.->|-\\.\\s+.+?\\s+\\.-)\\s+");

    private Flowchart() {}

    /** Each line that cannot be drawn, and why. */
    static List<String> faults(String text) {
        List<String> faults = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        List<String> lines = text.lines().map(String::strip).toList();
        if (lines.isEmpty() || !KIND.matcher(lines.get(0)).matches()) {
            faults.add("a picture begins with 'flowchart LR' or another direction");
            return faults;
        }
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("subgraph ")) {
                open.push(line);
            } else if (line.equals("end")) {
                if (open.isEmpty()) {
                    faults.add("an 'end' ends nothing");
                } else {
                    open.pop();
                }
            } else if (!isStatement(line)) {
                faults.add("no node and no edge: " + line);
            }
        }
        open.forEach(subgraph -> faults.add("no 'end' for: " + subgraph));
        return faults;
    }

    private static boolean isStatement(String line) {
        if (line.isEmpty()
                || line.startsWith("%%")
                || line.matches("direction (LR|RL|TB|TD|BT)")
                || line.matches("(classDef|class|style|linkStyle) .+")) {
            return true;
        }
        for (String statement : LABEL.matcher(line).replaceAll("_").split(";", -1)) {
            for (String part : EDGE.split(" " + statement.strip() + " ", -1)) {
                for (String node : part.strip().split("\\s+&\\s+", -1)) {
                    if (!NODE.matcher(node).matches()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}

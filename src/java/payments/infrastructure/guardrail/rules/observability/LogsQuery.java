package payments.infrastructure.guardrail.rules.observability;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Refusals;
import payments.infrastructure.text.Nearest;

/**
 * A saved query of Logs Insights: commands that are joined by upright lines.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">AWS: Logs Insights query syntax</a>
 */
final class LogsQuery {
    private static final Set<String> COMMANDS = Set.of(
            "anomaly",
            "dedup",
            "diff",
            "display",
            "fields",
            "filter",
            "filterindex",
            "join",
            "limit",
            "lookup",
            "parse",
            "pattern",
            "relevantfields",
            "sort",
            "source",
            "stats",
            "unmask",
            "unnest");
    private static final int MOST_GROUPS = 50;
    private static final int LONGEST = 10_000;

    private LogsQuery() {}

    static void judge(Resource definition, Refusals refusals) {
        int groups = definition.attribute("log_group_names").elements().size();
        if (groups > MOST_GROUPS) {
            refusals.add("log_group_names", groups + " groups", "at most 50 groups");
        }
        Value query = definition.attribute("query_string");
        if (!query.isKnown()) {
            return;
        }
        if (query.text().isBlank() || query.text().length() > LONGEST) {
            refusals.add("query_string", query.text().length() + " characters", "1 to 10000 characters");
            return;
        }
        String plain = query.text()
                .replaceAll("(?m)^\\s*#.*$", "")
                .replaceAll("\"[^\"]*\"|'[^']*'|`[^`]*`|/(\\\\.|[^/\\n])+/", "''");
        for (String command : plain.split("\\|", -1)) {
            String word = command.strip().split("[^A-Za-z]", 2)[0].toLowerCase(Locale.ROOT);
            if (command.isBlank()) {
                refusals.add("query_string", query.text(), "a command on both sides of each upright line");
            } else if (!COMMANDS.contains(word)) {
                Nearest.to(word, new TreeSet<>(COMMANDS))
                        .ifPresent(known ->
                                refusals.add("query_string", word, "commands of Logs Insights, such as " + known));
            }
        }
    }
}

package payments.infrastructure.guardrail.rules.observability;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rules.Refusals;
import payments.infrastructure.text.Nearest;

/**
 * The queries of an alarm, which are metrics, or expressions over the ids of others.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">AWS: using metric math</a>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html">AWS:
 *     MetricDataQuery</a>
 */
final class MetricMath {
    /** Every function of metric math; one that is not here is called wrong only when it nearly is. */
    static final Set<String> FUNCTIONS = Set.of(
            "ABS",
            "ANOMALY_DETECTION_BAND",
            "AVG",
            "CEIL",
            "DATAPOINT_COUNT",
            "DATE",
            "DAY",
            "DB_PERF_INSIGHTS",
            "DIFF",
            "DIFF_TIME",
            "EPOCH",
            "FILL",
            "FIRST",
            "FLOOR",
            "HOUR",
            "IF",
            "INSIGHT_RULE_METRIC",
            "LAMBDA",
            "LAST",
            "LOG",
            "LOG10",
            "MAX",
            "METRICS",
            "METRIC_COUNT",
            "MIN",
            "MINUTE",
            "MONTH",
            "PERIOD",
            "RATE",
            "REMOVE_EMPTY",
            "RUNNING_SUM",
            "SEARCH",
            "SERVICE_QUOTA",
            "SLICE",
            "SORT",
            "STDDEV",
            "SUM",
            "TIME_SERIES",
            "YEAR");

    private static final int MOST_METRICS = 10;
    private static final String IDS =
            "ids that begin with a small letter and go on with letters, digits and underscores";
    private static final Pattern ID = Pattern.compile("[a-z]\\w{0,254}");
    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)(\\s*\\()?");

    private MetricMath() {}

    static void judge(Resource alarm, Refusals refusals) {
        List<Block> queries = alarm.blocks("metric_query");
        boolean read = queries.stream().allMatch(query -> query.attribute("id").isKnown());
        Set<String> ids = new LinkedHashSet<>();
        for (Block query : queries) {
            Value id = query.attribute("id");
            if (id.isKnown() && !ID.matcher(id.text()).matches()) {
                refusals.add("metric_query.id", id.text(), IDS);
            }
            if (id.isKnown() && !ids.add(id.text())) {
                refusals.add("metric_query.id", id.text() + " twice", "an id of its own for each query");
            }
            judge(query, refusals);
        }
        if (read && !queries.isEmpty() && !alarm.body().path("metric_query").isTextual()) {
            queries.forEach(query -> judgeExpression(query, ids, refusals));
            judgeReturned(alarm, queries, refusals);
        }
        long metrics = queries.stream().filter(query -> query.has("metric")).count();
        if (metrics > MOST_METRICS) {
            refusals.add("metric_query", metrics + " metrics", "at most ten metrics in one alarm");
        }
    }

    private static void judge(Block query, Refusals refusals) {
        String id = query.attribute("id").text();
        boolean metric = query.has("metric");
        boolean expression =
                query.has("expression") && !query.attribute("expression").is("");
        if (metric == expression) {
            refusals.add(
                    "metric_query",
                    metric ? id + " with metric and expression" : id + " without metric and expression",
                    "a metric or an expression in each query");
        }
        for (Block one : query.blocks("metric")) {
            refusals.with(
                    one, "metric_query.metric.", Set.of("metric_name", "period", "stat"), "name, period and stat");
            Value statistic = one.attribute("stat");
            if (statistic.isKnown() && !Statistics.exists(statistic.text())) {
                refusals.add(
                        "metric_query.metric.stat",
                        statistic.text(),
                        "Average, Maximum, Minimum, SampleCount, Sum, or " + Statistics.EXTENDED);
            }
            CloudWatchAlarmAccepted.judgeDimensions(one, "metric_query.metric.", refusals);
        }
    }

    private static void judgeExpression(Block query, Set<String> ids, Refusals refusals) {
        String attribute = "metric_query.expression";
        String expression = query.attribute("expression").text();
        problems(expression, ids).forEach(problem -> refusals.add(attribute, expression, problem));
        if (TEXT.matcher(expression).replaceAll("''").matches("(?s).*\\bSEARCH\\s*\\(.*")) {
            refusals.add(attribute, expression, "no SEARCH: CloudWatch does not take it in alarms");
        }
        if (names(expression).contains(query.attribute("id").text())) {
            refusals.add(attribute, expression, "no expression that names itself");
        }
    }

    /** What CloudWatch expects of an expression and does not find, over the ids that are declared beside it. */
    static List<String> problems(String expression, Set<String> ids) {
        if (expression.contains("${") || isQuery(expression)) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        String plain = TEXT.matcher(expression).replaceAll("''");
        problem(plain).ifPresent(problems::add);
        Matcher name = NAME.matcher(plain);
        while (name.find()) {
            String word = name.group(1);
            if (name.group(2) != null && !FUNCTIONS.contains(word)) {
                Nearest.to(word, FUNCTIONS)
                        .ifPresent(known ->
                                problems.add("functions of metric math, such as %s for %s".formatted(known, word)));
            }
        }
        names(expression).stream()
                .filter(word -> !ids.contains(word))
                .forEach(word ->
                        problems.add("ids that are declared (%s), not %s".formatted(String.join(", ", ids), word)));
        return problems;
    }

    /** The ids that an expression names. */
    private static Set<String> names(String expression) {
        Set<String> names = new LinkedHashSet<>();
        if (!expression.contains("${") && !isQuery(expression)) {
            Matcher name = NAME.matcher(TEXT.matcher(expression).replaceAll("''"));
            while (name.find()) {
                if (name.group(2) == null && Character.isLowerCase(name.group(1).charAt(0))) {
                    names.add(name.group(1));
                }
            }
        }
        return names;
    }

    private static boolean isQuery(String expression) {
        return expression.strip().toUpperCase(Locale.ROOT).startsWith("SELECT ");
    }

    private static Optional<String> problem(String plain) {
        if (plain.replace("''", "").matches("(?s).*['\"].*")) {
            return Optional.of("an end for each quoted text");
        }
        int depth = 0;
        for (int i = 0; i < plain.length(); i++) {
            depth += plain.charAt(i) == '(' ? 1 : plain.charAt(i) == ')' ? -1 : 0;
            if (depth < 0) {
                break;
            }
        }
        if (depth != 0) {
            return Optional.of("a closing parenthesis for each opening one");
        }
        return plain.matches("(?s).*[-+*/^,]\\s*(\\)|$).*") || plain.matches("(?s).*(^|\\()\\s*[*/^,].*")
                ? Optional.of("something on both sides of each operator")
                : Optional.empty();
    }

    /** An alarm on a band shows the metric and its band; any other alarm watches exactly one query. */
    private static void judgeReturned(Resource alarm, List<Block> queries, Refusals refusals) {
        boolean unknown = queries.stream()
                .anyMatch(query -> query.attribute("return_data").isUnknown());
        if (unknown || alarm.has("threshold_metric_id")) {
            return;
        }
        Set<String> returned = new HashSet<>();
        for (Block query : queries) {
            if (query.attribute("return_data").isTrue()) {
                returned.add(query.attribute("id").text());
            }
        }
        if (returned.size() != 1) {
            refusals.add(
                    "metric_query.return_data",
                    returned.isEmpty()
                            ? "true in no query"
                            : "true in "
                                    + String.join(
                                            ", ", returned.stream().sorted().toList()),
                    "return_data true in exactly one query");
        }
    }
}

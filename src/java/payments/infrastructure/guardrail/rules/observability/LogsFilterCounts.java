package payments.infrastructure.guardrail.rules.observability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.alarm.EventPattern;
import payments.infrastructure.guardrail.alarm.TrailEvent;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Alarms;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * A metric filter counts what it is for. Its pattern is tried on made-up events: one over a trail must find an event, each call that
 * it names, and no call of every day; it must read a group into which a trail writes; an alarm must stand on what it counts. Whatever it
 * reads, it must count more than nothing for each event.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">AWS: filter pattern syntax</a>
 */
@Guardrail(
        id = "logs-filter-counts",
        severity = Severity.MEDIUM,
        expects = "a filter that counts the events for which it is, as one each",
        fix = "correct pattern, log_group_name and value, and set an alarm on the metric",
        why = "A filter that finds nothing looks like a day without a fault",
        pci = {"10.4.1.1", "10.7.2"},
        sources = "ours: public checks compare patterns as texts")
final class LogsFilterCounts extends ResourceRule {
    private static final Pattern NAMED_CALL =
            Pattern.compile("\\$\\.eventName\\s*=\\s*\"?([A-Za-z0-9]+)\"?(?![A-Za-z0-9*])");
    private static final Pattern NAMED_SOURCE =
            Pattern.compile("\\$\\.eventSource\\s*=\\s*\"?([a-z0-9-]+\\.amazonaws\\.com)\"?");

    LogsFilterCounts() {
        super("aws_cloudwatch_log_metric_filter");
    }

    @Override
    protected void judge(Resource filter, Verdicts verdicts) {
        Refusals refusals = new Refusals();
        for (Block made : filter.blocks("metric_transformation")) {
            judgeValue(made, refusals);
        }
        Value pattern = filter.attribute("pattern");
        if (pattern.isKnown() && CountedEvents.isOfTrail(filter)) {
            EventPattern.of(pattern.text()).ifPresent(test -> judgePattern(filter, pattern.text(), test, refusals));
            judgeGroup(filter, refusals);
            judgeAlarm(filter, refusals);
        }
        refusals.say(verdicts, "it counts");
    }

    private static void judgeValue(Block made, Refusals refusals) {
        Value value = made.attribute("value");
        if (value.number().filter(number -> number.signum() <= 0).isPresent()) {
            refusals.add("metric_transformation.value", value.text(), "a number above zero, or a field such as $.size");
        }
        Value otherwise = made.attribute("default_value");
        if (otherwise.number().filter(number -> number.signum() != 0).isPresent()) {
            refusals.add(
                    "metric_transformation.default_value",
                    otherwise.text(),
                    "0: nothing is counted where nothing is found");
        }
    }

    private static void judgePattern(Resource filter, String pattern, Predicate<JsonNode> test, Refusals refusals) {
        List<TrailEvent> counted = TrailEvent.all().stream()
                .filter(event -> test.test(event.json()))
                .toList();
        counted.stream()
                .filter(TrailEvent::isOrdinary)
                .findFirst()
                .filter(event -> !alarms(filter).isEmpty())
                .ifPresent(event -> refusals.add(
                        "pattern",
                        pattern,
                        "a pattern without calls of every day, such as %s of %s"
                                .formatted(
                                        event.call(),
                                        event.json().path("eventSource").asText())));
        boolean names = false;
        Matcher call = NAMED_CALL.matcher(pattern);
        while (call.find()) {
            names = true;
            String called = call.group(1);
            if (events(called, pattern).stream().noneMatch(test)) {
                refusals.add("pattern", pattern, "a pattern that finds the event of " + called);
            }
        }
        if (!names && counted.isEmpty()) {
            refusals.add(
                    "pattern",
                    pattern,
                    "a pattern that finds an event of a trail: %d were tried"
                            .formatted(TrailEvent.all().size()));
        }
    }

    /** Made-up events of a call; of one that the table does not have, from the service that the pattern names. */
    private static List<JsonNode> events(String call, String pattern) {
        List<JsonNode> known = TrailEvent.all().stream()
                .filter(event -> event.call().equals(call))
                .map(TrailEvent::json)
                .toList();
        if (!known.isEmpty()) {
            return known;
        }
        Matcher source = NAMED_SOURCE.matcher(pattern);
        ObjectNode event = TrailEvent.all().get(0).json().deepCopy();
        event.put("eventName", call);
        event.putObject("userIdentity").put("type", "AssumedRole");
        if (source.find()) {
            event.put("eventSource", source.group(1));
        }
        return List.of(event);
    }

    private static void judgeGroup(Resource filter, Refusals refusals) {
        List<Resource> trails = filter.stack().program().inEnvironment("aws_cloudtrail", filter.environment()).stream()
                .filter(trail -> trail.has("cloud_watch_logs_group_arn"))
                .toList();
        Optional<Resource> read = filter.follow("log_group_name", "aws_cloudwatch_log_group");
        if (trails.isEmpty()
                || (read.isEmpty() && !filter.attribute("log_group_name").isKnown())) {
            return;
        }
        boolean written = trails.stream()
                .flatMap(trail -> trail.follow("cloud_watch_logs_group_arn", "aws_cloudwatch_log_group").stream())
                .anyMatch(group -> read.map(group::equals).orElseGet(() -> filter.attribute("log_group_name")
                        .is(group.attribute("name").text())));
        boolean open = trails.stream()
                .anyMatch(trail -> trail.follow("cloud_watch_logs_group_arn", "aws_cloudwatch_log_group")
                        .isEmpty());
        if (!written && !open) {
            refusals.add(
                    "log_group_name",
                    filter.attribute("log_group_name").text(),
                    "the group into which %s writes".formatted(trails.get(0).address()));
        }
    }

    private static void judgeAlarm(Resource filter, Refusals refusals) {
        if (alarms(filter).isEmpty()) {
            filter.blocks("metric_transformation")
                    .forEach(made -> refusals.add(
                            "metric_transformation.name",
                            "%s of %s".formatted(made.attribute("name"), made.attribute("namespace")),
                            "a metric on which an alarm stands, in " + filter.region()));
        }
    }

    /** The alarms on what a filter counts. */
    static List<Resource> alarms(Resource filter) {
        return filter.blocks("metric_transformation").stream()
                .flatMap(made ->
                        Alarms.onMetric(
                                filter,
                                made.attribute("namespace").text(),
                                made.attribute("name").text())
                                .stream())
                .toList();
    }
}

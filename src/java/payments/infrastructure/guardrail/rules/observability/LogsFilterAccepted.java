package payments.infrastructure.guardrail.rules.observability;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * Filters of logs are what CloudWatch Logs takes: a pattern that can be read, a value and dimensions that its kind of pattern has, a
 * destination that may be called, and a class of log group that has filters.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">AWS: filter pattern syntax</a>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_MetricTransformation.html">AWS:
 *     MetricTransformation</a>
 */
@Guardrail(
        id = "logs-filter-accepted",
        severity = Severity.HIGH,
        expects = "a filter that CloudWatch Logs takes",
        fix = "write pattern, value and destination as PutMetricFilter and PutSubscriptionFilter ask for",
        why = "CloudWatch Logs refuses the filter in the middle of an apply, or never counts what it should",
        pci = "10.4.1.1",
        sources = "ours: neither Terraform nor public checks read patterns")
final class LogsFilterAccepted extends ResourceRule {
    private static final String METRIC_FILTER = "aws_cloudwatch_log_metric_filter";
    private static final String SUBSCRIPTION = "aws_cloudwatch_log_subscription_filter";
    private static final String QUERY = "aws_cloudwatch_query_definition";
    private static final Set<String> CLASSES_WITHOUT_FILTERS = Set.of("INFREQUENT_ACCESS", "DELIVERY");
    private static final int MOST_DIMENSIONS = 3;
    private static final int MOST_SUBSCRIPTIONS = 2;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
    private static final Pattern NAME = Pattern.compile("[^:*$]{1,255}");

    LogsFilterAccepted() {
        super(METRIC_FILTER, SUBSCRIPTION, QUERY);
    }

    @Override
    protected void judge(Resource filter, Verdicts verdicts) {
        if (filter.body().has("dynamic")) {
            verdicts.notApplicable("Terraform makes its blocks");
            return;
        }
        Refusals refusals = new Refusals();
        switch (filter.type()) {
            case METRIC_FILTER -> judgeMetricFilter(filter, refusals);
            case SUBSCRIPTION -> judgeSubscription(filter, refusals);
            default -> LogsQuery.judge(filter, refusals);
        }
        refusals.say(verdicts, "CloudWatch Logs takes it");
    }

    private static void judgeMetricFilter(Resource filter, Refusals refusals) {
        judgeGroup(filter, refusals);
        Optional<FilterPattern> pattern = pattern(filter, "pattern", refusals);
        List<Block> transformations = filter.blocks("metric_transformation");
        boolean unread = filter.body().path("metric_transformation").isTextual();
        if (transformations.size() != 1 && !unread) {
            refusals.add("metric_transformation", transformations.size() + " transformations", "one transformation");
        }
        transformations.forEach(one -> judge(one, pattern, refusals));
    }

    private static void judge(Block transformation, Optional<FilterPattern> pattern, Refusals refusals) {
        String prefix = "metric_transformation.";
        for (String part : List.of("name", "namespace")) {
            Value written = transformation.attribute(part);
            if (written.isKnown() && !NAME.matcher(written.text()).matches()) {
                refusals.add(prefix + part, written.text(), "1 to 255 characters without colon, asterisk and dollar");
            }
        }
        Value namespace = transformation.attribute("namespace");
        if (namespace.text().startsWith("AWS/")) {
            refusals.add(prefix + "namespace", namespace.text(), "a namespace of our own: AWS/ is reserved");
        }
        judgeReading("value", transformation.attribute("value"), pattern, refusals);
        Value byDefault = transformation.attribute("default_value");
        if (byDefault.isKnown() && !NUMBER.matcher(byDefault.text()).matches()) {
            refusals.add("metric_transformation", "default_value " + byDefault.text(), "a number");
        }
        int dimensions = transformation.attribute("dimensions").json().size();
        if (dimensions > MOST_DIMENSIONS) {
            refusals.add(prefix + "dimensions", dimensions + " dimensions", "at most three dimensions");
        }
        if (dimensions > 0 && byDefault.isPresent()) {
            refusals.add("metric_transformation", "default_value beside dimensions", "one of the two");
        }
        transformation.blocks("dimensions").forEach(map -> map.body()
                .fieldNames()
                .forEachRemaining(name -> judgeReading("dimension " + name, map.own(name), pattern, refusals)));
    }

    /** A value is a number, or what a field of the pattern holds; a dimension is what a field holds. */
    private static void judgeReading(String what, Value read, Optional<FilterPattern> pattern, Refusals refusals) {
        boolean number = what.equals("value");
        if (!read.isKnown()
                || pattern.isEmpty()
                || (number && NUMBER.matcher(read.text()).matches())) {
            return;
        }
        if (!pattern.get().hasField(read.text())) {
            refusals.add(
                    "metric_transformation",
                    "%s %s".formatted(what, read.text()),
                    (number ? "a number, or " : "") + pattern.get().fields());
        }
    }

    private static Optional<FilterPattern> pattern(Resource filter, String attribute, Refusals refusals) {
        Value written = filter.attribute(attribute);
        if (written.isPresent() && !written.isKnown()) {
            return Optional.empty();
        }
        FilterPattern pattern = FilterPattern.of(written.text());
        pattern.problem().ifPresent(expected -> refusals.add(attribute, written.text(), expected));
        return pattern.problem().isPresent() ? Optional.empty() : Optional.of(pattern);
    }

    private static void judgeGroup(Resource filter, Refusals refusals) {
        filter.follow("log_group_name", "aws_cloudwatch_log_group")
                .map(group -> group.attribute("log_group_class"))
                .filter(found -> found.isOneOf(CLASSES_WITHOUT_FILTERS))
                .ifPresent(found -> refusals.add(
                        "log_group_name",
                        "a group of the class " + found.text(),
                        "a group of the class STANDARD: others have no filters"));
    }

    private static void judgeSubscription(Resource filter, Refusals refusals) {
        judgeGroup(filter, refusals);
        pattern(filter, "filter_pattern", refusals);
        LogsDestination.judge(filter, refusals);
        Value group = filter.attribute("log_group_name");
        if (group.isKnown()) {
            long together = filter.alike("log_group_name").stream()
                    .filter(other -> other.isBeside(filter) && other.region().equals(filter.region()))
                    .count();
            if (together > MOST_SUBSCRIPTIONS) {
                refusals.add(
                        "log_group_name", together + " subscriptions of " + group.text(), "at most two for a group");
            }
        }
    }
}

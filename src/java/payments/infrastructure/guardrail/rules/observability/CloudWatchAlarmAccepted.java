package payments.infrastructure.guardrail.rules.observability;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * What the arguments of an alarm say together is what CloudWatch takes: a metric or queries of metric math, one of them returned; a
 * threshold or a band; a time that it looks back over; actions that it can do; a name of its own.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">AWS: PutMetricAlarm</a>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html">AWS:
 *     PutCompositeAlarm</a>
 */
@Guardrail(
        id = "cloudwatch-alarm-accepted",
        severity = Severity.HIGH,
        expects = "an alarm that CloudWatch takes and can evaluate",
        fix = "write what PutMetricAlarm and PutCompositeAlarm ask for",
        why = "CloudWatch refuses the alarm in the middle of an apply, or takes it in the place of another one",
        pci = "10.7.2",
        sources = "ours: neither Terraform nor public checks compare the arguments of an alarm with each other")
final class CloudWatchAlarmAccepted extends ResourceRule {
    private static final String METRIC_ALARM = "aws_cloudwatch_metric_alarm";
    private static final String COMPOSITE_ALARM = "aws_cloudwatch_composite_alarm";
    private static final Set<String> BAND_OPERATORS =
            Set.of("LessThanLowerOrGreaterThanUpperThreshold", "LessThanLowerThreshold", "GreaterThanUpperThreshold");
    private static final Set<String> ONE_METRIC =
            Set.of("metric_name", "namespace", "period", "statistic", "extended_statistic", "dimensions", "unit");
    private static final int MOST_DIMENSIONS = 30;
    private static final int DAY = 86_400;
    private static final int HOUR = 3600;
    private static final int WEEK = 7 * DAY;

    CloudWatchAlarmAccepted() {
        super(METRIC_ALARM, COMPOSITE_ALARM);
    }

    @Override
    protected void judge(Resource alarm, Verdicts verdicts) {
        if (alarm.body().has("dynamic")) {
            verdicts.notApplicable("Terraform makes its blocks");
            return;
        }
        Refusals refusals = new Refusals();
        AlarmActions.judge(alarm, refusals);
        judgeName(alarm, refusals);
        if (alarm.type().equals(COMPOSITE_ALARM)) {
            AlarmExpression.judge(alarm, refusals);
        } else if (Refusals.isWritten(alarm.attribute("metric_query"))) {
            refusals.without(alarm, "", ONE_METRIC, "no metric of its own beside metric_query");
            MetricMath.judge(alarm, refusals);
            judgeThreshold(alarm, refusals);
            judgeTime(alarm, refusals);
        } else {
            judgeMetric(alarm, refusals);
            judgeThreshold(alarm, refusals);
            judgeTime(alarm, refusals);
        }
        refusals.say(verdicts, "CloudWatch takes it");
    }

    /** Of two alarms with one name, the one that is made later takes the place of the other. */
    private static void judgeName(Resource alarm, Refusals refusals) {
        Value name = alarm.attribute("alarm_name");
        if (!name.isKnown()) {
            return;
        }
        Stream.of(METRIC_ALARM, COMPOSITE_ALARM)
                .flatMap(type -> alarm.stack().program().saying(type, "alarm_name", name.text()).stream())
                .filter(other -> other.account().equals(alarm.account())
                        && other.region().equals(alarm.region())
                        && other.isBeside(alarm))
                .filter(other -> !other.equals(alarm))
                .findFirst()
                .ifPresent(other -> refusals.add(
                        "alarm_name",
                        "%s, as %s is called".formatted(name.text(), other.path()),
                        "a name that no other alarm of the account has in the region: the later replaces the earlier"));
    }

    private static void judgeMetric(Resource alarm, Refusals refusals) {
        refusals.with(
                alarm,
                "",
                Set.of("metric_name", "namespace", "period"),
                "metric_name, namespace and period, or metric_query");
        List<String> statistics =
                Stream.of("statistic", "extended_statistic").filter(alarm::has).toList();
        if (statistics.size() != 1) {
            refusals.add(
                    "statistic",
                    statistics.isEmpty() ? "(absent)" : "statistic and extended_statistic",
                    "one of statistic and extended_statistic");
        }
        Value extended = alarm.attribute("extended_statistic");
        if (extended.isKnown() && !Statistics.isExtended(extended.text())) {
            refusals.add("extended_statistic", extended.text(), Statistics.EXTENDED);
        }
        judgeDimensions(alarm, "", refusals);
    }

    static void judgeDimensions(Block metric, String prefix, Refusals refusals) {
        Value dimensions = metric.attribute("dimensions");
        if (dimensions.json().size() > MOST_DIMENSIONS) {
            refusals.add(
                    prefix + "dimensions",
                    dimensions.json().size() + " dimensions",
                    "at most %d dimensions".formatted(MOST_DIMENSIONS));
        }
        dimensions.json().properties().stream()
                .filter(dimension -> dimension.getValue().isTextual()
                        && dimension.getValue().textValue().isBlank())
                .forEach(dimension -> refusals.add(
                        prefix + "dimensions", dimension.getKey() + " without a value", "a value for each dimension"));
    }

    private static void judgeThreshold(Resource alarm, Refusals refusals) {
        Value operator = alarm.attribute("comparison_operator");
        Value band = alarm.attribute("threshold_metric_id");
        boolean threshold = alarm.has("threshold");
        if (threshold && band.isPresent()) {
            refusals.add("threshold", "threshold and threshold_metric_id", "one of threshold and threshold_metric_id");
        } else if (!threshold && band.isAbsent()) {
            refusals.add("threshold", "(absent)", "threshold, or threshold_metric_id of a band");
        }
        boolean needsBand = operator.isOneOf(BAND_OPERATORS);
        if (operator.isKnown() && needsBand != band.isPresent()) {
            refusals.add(
                    "comparison_operator",
                    operator.text(),
                    needsBand
                            ? "threshold_metric_id beside an operator that compares with a band"
                            : "an operator that compares with a band: "
                                    + String.join(
                                            ", ",
                                            BAND_OPERATORS.stream().sorted().toList()));
        }
        if (!band.isKnown() || alarm.body().path("metric_query").isTextual()) {
            return;
        }
        List<Block> queries = alarm.blocks("metric_query");
        Optional<Block> named = queries.stream()
                .filter(query -> query.attribute("id").is(band.text()))
                .findFirst();
        boolean unread =
                queries.stream().anyMatch(query -> query.attribute("id").isUnknown());
        if (named.isEmpty() && !unread) {
            refusals.add("threshold_metric_id", band.text(), "the id of a metric_query");
        }
        named.map(query -> query.attribute("expression"))
                .filter(expression ->
                        !expression.isUnknown() && !expression.text().strip().startsWith("ANOMALY_DETECTION_BAND"))
                .ifPresent(expression -> refusals.add(
                        "threshold_metric_id",
                        band.text(),
                        "the id of a metric_query whose expression is ANOMALY_DETECTION_BAND(...)"));
    }

    private static void judgeTime(Resource alarm, Refusals refusals) {
        Optional<BigDecimal> periods = alarm.attribute("evaluation_periods").number();
        Optional<BigDecimal> datapoints = alarm.attribute("datapoints_to_alarm").number();
        if (periods.isEmpty()) {
            return;
        }
        if (datapoints.isPresent() && datapoints.get().compareTo(periods.get()) > 0) {
            refusals.add(
                    "datapoints_to_alarm",
                    datapoints.get().toPlainString(),
                    "at most evaluation_periods, " + periods.get().toPlainString());
        }
        Set<BigDecimal> lengths = lengths(alarm);
        if (lengths.size() != 1) {
            return;
        }
        BigDecimal length = lengths.iterator().next();
        int most = length.intValue() >= HOUR ? WEEK : DAY;
        BigDecimal seconds = length.multiply(periods.get());
        if (seconds.compareTo(BigDecimal.valueOf(most)) > 0) {
            refusals.add(
                    "evaluation_periods",
                    "%s periods of %s seconds".formatted(periods.get().toPlainString(), length.toPlainString()),
                    most == DAY
                            ? "periods that make a day at most, or seven days where each has an hour or more"
                            : "periods that make seven days at most");
        }
    }

    /** The lengths of all periods; none where one of them cannot be read. */
    private static Set<BigDecimal> lengths(Resource alarm) {
        List<Value> written = new ArrayList<>(alarm.attributes("period"));
        written.addAll(alarm.attributes("metric_query.period"));
        written.addAll(alarm.attributes("metric_query.metric.period"));
        Set<BigDecimal> lengths = new HashSet<>();
        for (Value value : written) {
            if (value.number().isEmpty()) {
                return Set.of();
            }
            lengths.add(value.number().get());
        }
        return lengths;
    }
}

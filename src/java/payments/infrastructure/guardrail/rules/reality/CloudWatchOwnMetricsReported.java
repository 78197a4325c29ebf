package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import payments.contract.FunctionMetric;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * A metric of our own that an alarm, a dashboard or a scaling policy names is one that something reports: a metric filter of the
 * program, or a function, by its namespace, name, names of dimensions, unit, environment and region. Where other code may report
 * metrics, only what is nearly one of them is called wrong.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html">AWS: dimension
 *     combinations; a metric by other dimensions, or of another unit, has no data</a>
 */
@Guardrail(
        id = "cloudwatch-own-metrics-reported",
        severity = Severity.HIGH,
        expects = "metrics that a metric filter or a function of the program reports",
        fix = "take namespace, name, dimensions and unit from the metric filter, or from FunctionMetric for functions",
        why = "An alarm on a metric that nothing reports is never raised, and nothing else says so",
        pci = "10.7.2",
        sources = "ours: only the program as a whole says what reports a metric")
final class CloudWatchOwnMetricsReported extends ResourceRule {
    private static final String ALARM = "aws_cloudwatch_metric_alarm";
    private static final List<String> DIMENSIONS = List.of(FunctionMetric.ENVIRONMENT, FunctionMetric.REGION);

    CloudWatchOwnMetricsReported() {
        super("aws_appautoscaling_policy", "aws_cloudwatch_dashboard", ALARM);
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        List<MetricUse> uses = MetricUses.of(resource).stream()
                .filter(use -> !use.namespace().regionMatches(true, 0, "AWS/", 0, 4))
                .toList();
        if (uses.isEmpty()) {
            verdicts.notApplicable("it names no metric of our own that can be read");
            return;
        }
        OwnMetrics own = OwnMetrics.around(resource);
        Refusals refusals = new Refusals();
        uses.forEach(use -> own.fault(use)
                .ifPresent(fault -> refusals.add(use.attribute(fault.what()), fault.found(), fault.reported())));
        if (refusals.isEmpty() && resource.type().equals(ALARM)) {
            judgeAlarmed(resource, "", own, refusals);
            resource.blocks("metric_query.metric")
                    .forEach(metric -> judgeAlarmed(metric, "metric_query.metric.", own, refusals));
        }
        refusals.say(verdicts, uses.size() + " metrics");
    }

    private static void judgeAlarmed(Block metric, String prefix, OwnMetrics own, Refusals refusals) {
        Value namespace = metric.attribute("namespace");
        Value unit = metric.attribute("unit");
        Set<String> units =
                own.units(namespace.text(), metric.attribute("metric_name").text());
        if (unit.isKnown() && !units.isEmpty() && !units.contains(unit.text())) {
            refusals.add(
                    prefix + "unit",
                    unit.text(),
                    "no unit, or that in which it is reported: " + String.join(", ", new TreeSet<>(units)));
        }
        if (!namespace.is(FunctionMetric.NAMESPACE)) {
            return;
        }
        for (String dimension : DIMENSIONS) {
            Value written = metric.attribute("dimensions." + dimension);
            Set<String> values = own.values(dimension);
            if (written.isKnown() && !values.isEmpty() && !values.contains(written.text())) {
                refusals.add(
                        prefix + "dimensions",
                        "%s = %s".formatted(dimension, written.text()),
                        "what the functions of the region write: " + String.join(", ", new TreeSet<>(values)));
            }
        }
    }
}

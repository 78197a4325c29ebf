package payments.infrastructure.guardrail.rules.reality;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.Metrics;
import payments.infrastructure.reality.Metrics.Fault;

/**
 * Every metric that an alarm, a dashboard, a scaling policy or a metric stream names is one that AWS reports, by exactly these
 * dimensions, in this region. CloudWatch accepts any other: the alarm stays in INSUFFICIENT_DATA for ever. Metrics of our own,
 * whose namespace does not start with {@code AWS/}, are not judged.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html">AWS:
 *     services that publish metrics</a>
 */
@Guardrail(
        id = "cloudwatch-metrics-exist",
        severity = Severity.HIGH,
        expects = "metrics that AWS reports, by a set of dimensions by which it reports them",
        fix = "take namespace, metric and all names of dimensions from the service's page on metrics",
        why = "An alarm on a metric that nobody reports is never raised, and nothing else says so",
        pci = "10.7.2",
        sources = "ours: no public check compares metrics with what AWS reports")
final class CloudWatchMetricsExist extends ResourceRule {
    CloudWatchMetricsExist() {
        super(
                "aws_appautoscaling_policy",
                "aws_cloudwatch_dashboard",
                "aws_cloudwatch_metric_alarm",
                "aws_cloudwatch_metric_stream");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        List<MetricUse> uses = MetricUses.of(resource);
        Set<String> faults = new LinkedHashSet<>();
        for (MetricUse use : uses) {
            fault(use)
                    .filter(fault -> faults.add(fault.found()))
                    .ifPresent(fault -> verdicts.fail(
                            faults.size() > 1 ? fault.found() : "",
                            use.attribute(fault.what()),
                            fault.found(),
                            fault.reported()));
        }
        if (uses.isEmpty()) {
            verdicts.notApplicable("it names no metric that can be read");
        } else if (faults.isEmpty()) {
            verdicts.pass("", uses.size() + " metrics");
        }
    }

    private static Optional<Fault> fault(MetricUse use) {
        return Metrics.known()
                .onlyRegion(use.namespace())
                .filter(region -> !use.region().isEmpty() && !use.region().equals(region))
                .map(region -> new Fault(
                        "namespace",
                        "%s in %s".formatted(use.namespace(), use.region()),
                        "an alarm in %s, the only region in which AWS reports %s".formatted(region, use.namespace())))
                .or(() -> use.fault(Metrics.known()));
    }
}

package payments.infrastructure.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import java.util.List;
import java.util.Map;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** An alarm that notifies the region's alert topic when a metric leaves its bounds, and when it is back. */
public final class Alarm extends Construct {
    /** When to raise the alarm: so many periods in a row on the wrong side of the threshold. */
    public sealed interface Bounds {
        double threshold();

        Periods periods();
    }

    /**
     * Too much is bad, and missing data is not: such metrics count faults, and no traffic has none.
     *
     * @param threshold the metric is bad above this
     * @param periods for how long
     */
    public record Above(double threshold, Periods periods) implements Bounds {}

    /**
     * Too little is bad, and missing data is the worst of it: such metrics are heartbeats.
     *
     * @param threshold the metric is bad below this
     * @param periods for how long
     */
    public record Below(double threshold, Periods periods) implements Bounds {}

    /** Defines the alarm of a specification. */
    public Alarm(Construct scope, Placement placement, AlertTopicArn topicArn, AlarmSpec spec) {
        this(scope, spec.id(), placement, topicArn, spec.meaning(), spec.metric(), spec.bounds());
    }

    /**
     * Defines the alarm.
     *
     * @param meaning what is wrong when it is raised, for the person on duty
     */
    public Alarm(
            Construct scope,
            String id,
            Placement placement,
            AlertTopicArn topicArn,
            String meaning,
            Metric metric,
            Bounds bounds) {
        super(scope, id);
        boolean heartbeat = bounds instanceof Below;
        CloudwatchMetricAlarm.Builder alarm = CloudwatchMetricAlarm.Builder.create(this, "Resource")
                .provider(placement.provider())
                .alarmName("%s-%s".formatted(placement.names().plain(id), placement.region()))
                .alarmDescription(meaning)
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.dimensions())
                .comparisonOperator(heartbeat ? "LessThanThreshold" : "GreaterThanThreshold")
                .threshold(bounds.threshold())
                .period(bounds.periods().length().toSeconds())
                .evaluationPeriods(bounds.periods().count())
                .datapointsToAlarm(bounds.periods().count())
                .treatMissingData(heartbeat ? "breaching" : "notBreaching")
                .alarmActions(List.of(topicArn.value()))
                .okActions(List.of(topicArn.value()))
                .tags(Map.of("Name", placement.names().plain(id)));
        if (metric.isPercentile()) {
            alarm.extendedStatistic(metric.statistic());
        } else {
            alarm.statistic(metric.statistic());
        }
        alarm.build();
    }
}

package payments.infrastructure.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import java.util.List;
import java.util.Map;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** An alarm that tells the region's alert topic when a metric leaves its bounds, and when it is back. */
public final class Alarm extends Construct {

    /**
     * When to raise the alarm.
     *
     * @param threshold the metric is bad above this
     * @param periodSeconds length of one period
     * @param periods bad periods in a row
     */
    public record Above(double threshold, int periodSeconds, int periods) {}

    /**
     * Defines the alarm. Missing data is not bad: these metrics count faults, and no traffic has none.
     *
     * @param meaning what is wrong when it rings, for whoever is woken
     */
    public Alarm(
            Construct scope,
            String id,
            Placement placement,
            String topicArn,
            String meaning,
            Metric metric,
            Above above) {
        super(scope, id);
        CloudwatchMetricAlarm.Builder.create(this, "Resource")
                .provider(placement.provider())
                .alarmName("%s-%s".formatted(placement.names().plain(id), placement.region()))
                .alarmDescription(meaning)
                .namespace(metric.namespace())
                .metricName(metric.name())
                .statistic(metric.statistic())
                .dimensions(metric.dimensions())
                .comparisonOperator("GreaterThanThreshold")
                .threshold(above.threshold())
                .period(above.periodSeconds())
                .evaluationPeriods(above.periods())
                .datapointsToAlarm(above.periods())
                .treatMissingData("notBreaching")
                .alarmActions(List.of(topicArn))
                .okActions(List.of(topicArn))
                .tags(Map.of("Name", placement.names().plain(id)))
                .build();
    }
}

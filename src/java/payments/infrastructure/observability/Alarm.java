package payments.infrastructure.observability;

import com.hashicorp.cdktf.providers.aws.cloudwatch_metric_alarm.CloudwatchMetricAlarm;
import java.util.List;
import java.util.Map;
import payments.infrastructure.naming.Names;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/** An alarm that notifies the region's alert topic when a metric leaves its bounds, and when it is back. */
public final class Alarm extends Construct {
    /** When to raise the alarm: so many periods in a row on the wrong side of the threshold. */
    public sealed interface Bounds {
        double threshold();

        Periods periods();

        /** How CloudWatch compares the metric with the threshold. */
        String comparison();

        /** What missing data is to CloudWatch. */
        String missing();
    }

    /**
     * Too much is bad, and missing data is not: such metrics count faults, and no traffic has none.
     *
     * @param threshold the metric is bad above this
     * @param periods for how long
     */
    public record Above(double threshold, Periods periods) implements Bounds {
        @Override
        public String comparison() {
            return "GreaterThanThreshold";
        }

        @Override
        public String missing() {
            return "notBreaching";
        }
    }

    /**
     * Too little is bad, and missing data is the worst of it: such metrics are heartbeats.
     *
     * @param threshold the metric is bad below this
     * @param periods for how long
     */
    public record Below(double threshold, Periods periods) implements Bounds {
        @Override
        public String comparison() {
            return "LessThanThreshold";
        }

        @Override
        public String missing() {
            return "breaching";
        }
    }

    /**
     * A state and no fault: missing data says nothing of it, and leaves it as it was.
     *
     * @param threshold the state is there from this on
     * @param periods for how long
     */
    public record Reaching(double threshold, Periods periods) implements Bounds {
        @Override
        public String comparison() {
            return "GreaterThanOrEqualToThreshold";
        }

        @Override
        public String missing() {
            return "ignore";
        }
    }

    /** The name of an alarm of a region. */
    public static String name(Names names, String id, String region) {
        return "%s-%s".formatted(names.plain(id), region);
    }

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
        CloudwatchMetricAlarm.Builder alarm = CloudwatchMetricAlarm.Builder.create(this, "Resource")
                .provider(placement.provider())
                .alarmName(name(placement.names(), id, placement.region()))
                .alarmDescription(meaning)
                .namespace(metric.namespace())
                .metricName(metric.name())
                .dimensions(metric.dimensions())
                .comparisonOperator(bounds.comparison())
                .threshold(bounds.threshold())
                .period(bounds.periods().length().toSeconds())
                .evaluationPeriods(bounds.periods().count())
                .datapointsToAlarm(bounds.periods().count())
                .treatMissingData(bounds.missing())
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

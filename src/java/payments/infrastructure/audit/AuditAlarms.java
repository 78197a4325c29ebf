package payments.infrastructure.audit;

import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilter;
import com.hashicorp.cdktf.providers.aws.cloudwatch_log_metric_filter.CloudwatchLogMetricFilterMetricTransformation;
import java.util.Map;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Raises an alarm when the account's trail shows a {@link SuspiciousCall}. In the trail's home region, where its log group is and
 * where the alert topic of the primary is.
 */
public final class AuditAlarms extends Construct {
    /** Defines one filter and one alarm for each suspicious call. */
    public AuditAlarms(Construct scope, String id, Placement placement, AlertTopicArn topicArn) {
        super(scope, id);
        String namespace = placement.names().plain("audit");
        for (SuspiciousCall call : SuspiciousCall.values()) {
            CloudwatchLogMetricFilter.Builder.create(this, call.label() + "-filter")
                    .provider(placement.provider())
                    .name(placement.names().plain(call.label()))
                    .logGroupName(AuditTrail.logGroupName(placement))
                    .pattern(call.pattern())
                    .metricTransformation(CloudwatchLogMetricFilterMetricTransformation.builder()
                            .namespace(namespace)
                            .name(call.label())
                            .value("1")
                            .build())
                    .build();
            new Alarm(
                    this,
                    call.label(),
                    placement,
                    topicArn,
                    call.meaning(),
                    new Metric(namespace, call.label(), "Sum", Map.of()),
                    new Alarm.Above(call.tolerated(), Periods.ofFiveMinutes(1)));
        }
    }
}

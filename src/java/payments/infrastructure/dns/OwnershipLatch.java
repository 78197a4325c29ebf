package payments.infrastructure.dns;

import com.hashicorp.cdktf.providers.aws.route53_health_check.Route53HealthCheck;
import java.util.Map;
import payments.contract.FunctionMetric;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlarmSpec;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.observability.ServiceAlarms;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Leads the shared name to the region that owns the payments: the primary counts as unwell exactly while the standby says that it
 * owns them. The standby's word is taken, since it is alive when the primary is lost; where it says nothing, all stays as it was.
 * So a primary that comes back gets no callers before the payments are moved back to it.
 *
 * <p>Route 53 looks at the metric of the alarm and not at its state, so that setting the state of the alarm moves nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html">AWS: values of health
 *     checks, those that monitor a CloudWatch alarm</a>
 */
final class OwnershipLatch extends Construct {
    private static final String ALARM = "owns-payments";

    private final Route53HealthCheck check;

    /**
     * Defines the check of the primary's record.
     *
     * @param routing where checks are
     * @param standby code of the region whose word is taken
     */
    OwnershipLatch(Construct scope, String id, Placement routing, String standby) {
        super(scope, id);
        this.check = Route53HealthCheck.Builder.create(this, "Resource")
                .provider(routing.provider())
                .type("CLOUDWATCH_METRIC")
                .cloudwatchAlarmName(Alarm.name(routing.names(), ALARM, standby))
                .cloudwatchAlarmRegion(standby)
                .insufficientDataHealthStatus("LastKnownStatus")
                .tags(Map.of("Name", routing.names().plain("owned-by-" + standby)))
                .build();
    }

    /** The alarm that the check looks at, which the standby has. */
    static AlarmSpec alarm(Placement standby) {
        return new AlarmSpec(
                ALARM,
                "This standby owns the payments: the shared name leads here until they are moved back",
                ServiceAlarms.metric(standby, FunctionMetric.OWNS_PAYMENTS, "Minimum"),
                new Alarm.Reaching(1, Periods.ofOneMinute(1)));
    }

    /** The check's id. */
    String id() {
        return check.getId();
    }
}

package payments.infrastructure.dns;

import com.hashicorp.cdktf.providers.aws.route53_health_check.Route53HealthCheck;
import java.util.List;
import java.util.Map;
import payments.infrastructure.api.HealthAddress;
import payments.infrastructure.config.deployment.HealthChecker;
import payments.infrastructure.observability.Alarm;
import payments.infrastructure.observability.AlertTopicArn;
import payments.infrastructure.observability.Metric;
import payments.infrastructure.observability.Periods;
import payments.infrastructure.terraform.Placement;
import software.constructs.Construct;

/**
 * Whether a region answers, asked from several other places every half minute (requirement A13). The result exists as a
 * metric in us-east-1 alone (Route 53 guide, "Monitoring health checks using CloudWatch"), so its alarm is there too.
 */
public final class RegionHealth extends Construct {
    private static final int HTTPS = 443;
    private static final int INTERVAL_SECONDS = 30;
    private static final int FAILURES = 3;

    private final Route53HealthCheck check;

    /**
     * Defines the check and its alarm.
     *
     * @param routing where checks and their metrics are
     * @param region code of the region that is asked
     * @param topicArn the topic of the alarm, in the region of the metrics
     */
    public RegionHealth(
            Construct scope,
            String id,
            Placement routing,
            String region,
            HealthAddress address,
            List<HealthChecker> checkers,
            AlertTopicArn topicArn) {
        super(scope, id);
        String name = routing.names().plain("health-" + region);
        this.check = Route53HealthCheck.Builder.create(this, "Resource")
                .provider(routing.provider())
                .type("HTTPS")
                .fqdn(address.host())
                .port(HTTPS)
                .resourcePath(address.path())
                .enableSni(true)
                .requestInterval(INTERVAL_SECONDS)
                .failureThreshold(FAILURES)
                .measureLatency(true)
                .regions(checkers.stream().map(HealthChecker::code).sorted().toList())
                .tags(Map.of("Name", name))
                .build();
        new Alarm(
                this,
                "health-of-" + region,
                routing,
                topicArn,
                "The payments API in %s does not answer the health checkers".formatted(region),
                new Metric("AWS/Route53", "HealthCheckStatus", "Minimum", Map.of("HealthCheckId", check.getId())),
                new Alarm.Below(1, Periods.ofOneMinute(3)));
    }

    /** The check's id. */
    public String id() {
        return check.getId();
    }
}

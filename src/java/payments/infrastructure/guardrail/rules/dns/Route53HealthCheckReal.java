package payments.infrastructure.guardrail.rules.dns;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.apigateway.Routes;

/**
 * A health check asks, over HTTPS, a GET route that exists and needs no authorization; it reports after two or three
 * failures, and an alarm in us-east-1, the only region with its metric, notifies people. The routes are those of the APIs
 * and the health checks of the target groups of the same environment; a custom domain's base path and a stage's name
 * may stand before. Checks that only combine others or read an alarm have no route; the alarm that one reads is its own.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html">AWS: how health is determined</a>
 */
@Guardrail(
        id = "r53-health-check-real",
        severity = Severity.HIGH,
        expects =
                "HTTPS to an existing GET route without authorization, threshold 2 or 3, an alarm on HealthCheckStatus in us-east-1",
        fix = "check GET /health and add the alarm in us-east-1",
        why = "A check of a route that cannot answer moves all traffic away from a healthy region",
        sources = "ours (Route 53 doc)")
final class Route53HealthCheckReal extends ResourceRule {
    private static final Set<String> ASKS_NOBODY = Set.of("CALCULATED", "CLOUDWATCH_METRIC", "RECOVERY_CONTROL");

    Route53HealthCheckReal() {
        super("aws_route53_health_check");
    }

    @Override
    protected void judge(Resource check, Verdicts verdicts) {
        if (!check.attribute("type").isOneOf(ASKS_NOBODY)) {
            verdicts.require(check, "type", type -> type.isOneOf(Set.of("HTTPS", "HTTPS_STR_MATCH")));
            verdicts.require(
                    check, "failure_threshold", threshold -> threshold.isAbsent() || threshold.isBetween(2, 3));
            judgeRoute(check, verdicts);
        }
        if (check.attribute("type").is("CLOUDWATCH_METRIC") && hasAlarm(check)) {
            verdicts.pass("cloudwatch_alarm_name", check.attribute("cloudwatch_alarm_name"));
            return;
        }
        List<Resource> alarms = check.referrers("aws_cloudwatch_metric_alarm", "dimensions.HealthCheckId").stream()
                .filter(alarm -> alarm.attribute("metric_name").is("HealthCheckStatus"))
                .toList();
        if (alarms.stream().anyMatch(alarm -> alarm.region().equals("us-east-1"))) {
            verdicts.pass(
                    "aws_cloudwatch_metric_alarm.dimensions.HealthCheckId",
                    alarms.get(0).address());
        } else {
            verdicts.fail(
                    "alarm",
                    "aws_cloudwatch_metric_alarm.dimensions.HealthCheckId",
                    alarms.isEmpty()
                            ? "no alarm"
                            : "an alarm in " + alarms.get(0).region(),
                    "an alarm on HealthCheckStatus in us-east-1");
        }
    }

    /** Whether the alarm that it reads is one of the program, which notifies people itself. */
    private static boolean hasAlarm(Resource check) {
        return check.stack().program().resources("aws_cloudwatch_metric_alarm").stream()
                .anyMatch(alarm -> check.attribute("cloudwatch_alarm_name")
                                .is(alarm.attribute("alarm_name").text())
                        && check.attribute("cloudwatch_alarm_region").is(alarm.region()));
    }

    private static void judgeRoute(Resource check, Verdicts verdicts) {
        Value path = check.attribute("resource_path");
        String plain = path.text().split("\\?", 2)[0];
        if (path.isUnknown()) {
            verdicts.unknown("resource_path", path);
        } else if (path.isAbsent() || !plain.startsWith("/")) {
            verdicts.fail("route", "resource_path", path.toString(), "the path of a GET route");
        } else if (Routes.answersGet(check, plain)) {
            verdicts.pass("resource_path", path);
        } else {
            verdicts.fail("route", "resource_path", plain, "a GET route of an API that needs no authorization");
        }
    }
}

package payments.infrastructure.guardrail.rules.dns;

import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Refusals;

/**
 * A health check has what its type asks for, and nothing that is of other types.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html">AWS: HealthCheckConfig</a>
 */
@Guardrail(
        id = "route53-health-check-accepted",
        severity = Severity.HIGH,
        expects = "a health check that Route 53 takes",
        fix = "write the arguments that the type of the health check has",
        why = "Route 53 refuses the health check, and what fails over by it is not made",
        sources = "ours: Terraform takes every argument for every type")
final class Route53HealthCheckAccepted extends ResourceRule {
    private static final Set<String> OF_ENDPOINTS = Set.of("HTTP", "HTTPS", "HTTP_STR_MATCH", "HTTPS_STR_MATCH", "TCP");
    private static final Set<String> OF_TEXT = Set.of("HTTP_STR_MATCH", "HTTPS_STR_MATCH");
    private static final Set<String> OF_ALARM = Set.of("cloudwatch_alarm_name", "cloudwatch_alarm_region");
    private static final Set<String> OF_CHILDREN = Set.of("child_healthchecks", "child_health_threshold");
    private static final Set<String> OF_REQUESTS = Set.of(
            "fqdn", "ip_address", "port", "resource_path", "search_string", "request_interval", "failure_threshold");
    private static final int FEWEST_REGIONS = 3;

    Route53HealthCheckAccepted() {
        super("aws_route53_health_check");
    }

    @Override
    protected void judge(Resource check, Verdicts verdicts) {
        Value type = check.attribute("type");
        if (!type.isKnown() || check.body().has("dynamic")) {
            verdicts.notApplicable("its type is not known");
            return;
        }
        Refusals refusals = new Refusals();
        if (OF_ENDPOINTS.contains(type.text())) {
            judgeEndpoint(check, type.text(), refusals);
        } else {
            refusals.without(
                    check, "", OF_REQUESTS, "no argument of a check of an endpoint in the type " + type.text());
        }
        switch (type.text()) {
            case "CALCULATED" -> judgeChildren(check, refusals);
            case "CLOUDWATCH_METRIC" -> refusals.with(check, "", OF_ALARM, "name and region of the alarm");
            case "RECOVERY_CONTROL" ->
                refusals.with(check, "", Set.of("routing_control_arn"), "the ARN of the routing control");
            default -> {}
        }
        if (!type.is("CALCULATED")) {
            refusals.without(check, "", OF_CHILDREN, "no children outside of the type CALCULATED");
        }
        if (!type.is("CLOUDWATCH_METRIC")) {
            refusals.without(check, "", OF_ALARM, "no alarm outside of the type CLOUDWATCH_METRIC");
        }
        refusals.say(verdicts, "Route 53 takes it");
    }

    private static void judgeEndpoint(Resource check, String type, Refusals refusals) {
        if (!check.has("fqdn") && !check.has("ip_address")) {
            refusals.add("fqdn", "(absent)", "fqdn or ip_address of what is checked");
        }
        Value host = check.attribute("fqdn");
        if (host.isKnown() && host.text().matches(".*[/:\\s].*")) {
            refusals.add("fqdn", host.text(), "the name of a host, without scheme, port and path");
        }
        if (OF_TEXT.contains(type)) {
            refusals.with(check, "", Set.of("search_string"), "the text that the answer must have");
        } else {
            refusals.without(check, "", Set.of("search_string"), "no search_string outside of the types " + OF_TEXT);
        }
        Value path = check.attribute("resource_path");
        if (type.equals("TCP")) {
            refusals.with(check, "", Set.of("port"), "a port, of which TCP has no default");
            refusals.without(check, "", Set.of("resource_path"), "no path in the type TCP");
        } else if (path.isKnown() && path.text().contains(" ")) {
            refusals.add("resource_path", path.text(), "a path without blanks");
        }
        int regions = check.attribute("regions").elements().size();
        if (regions > 0
                && regions < FEWEST_REGIONS
                && !check.attribute("regions").isUnknown()) {
            refusals.add("regions", regions + " regions", "at least three regions, or none for all");
        }
    }

    private static void judgeChildren(Resource check, Refusals refusals) {
        int children = check.attribute("child_healthchecks").elements().size();
        Value threshold = check.attribute("child_health_threshold");
        if (children == 0) {
            refusals.add("child_healthchecks", "(absent)", "the health checks that are counted");
        } else if (threshold.number().isPresent()
                && !check.body().path("child_healthchecks").isTextual()
                && !threshold.isBetween(0, children)) {
            refusals.add(
                    "child_health_threshold",
                    "%s of %d".formatted(threshold.text(), children),
                    "no more than there are children: the check would never be healthy");
        }
    }
}

package payments.infrastructure.guardrail.rules.loadbalancer;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.network.Subnets;

/**
 * A load balancer is protected from deletion and stands in two zones; what faces the internet says why in a
 * suppression; its target groups ask a route that answers GET. Health checks of HTTP are always GET, so a route that a
 * rule restricts to other methods never gets healthy. Checks of functions are off unless they are enabled.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">AWS: health checks</a>
 */
@Guardrail(
        id = "alb-resilient",
        severity = Severity.MEDIUM,
        expects =
                "deletion protection, two zones, an explicit health check by GET; facing the internet only with a reason",
        fix =
                "set enable_deletion_protection, subnets of two zones and health_check.path; suppress the exposure with its reason",
        why = "One zone, one deletion or one wrong health check takes the whole service away",
        pci = "1.4.1",
        sources = {"CKV_AWS_150", "CKV_AWS_261", "CKV_AWS_378", "AVD-AWS-0053", "ELB.6", "ELB.13", "ELB.21"})
final class AlbResilient extends ResourceRule {
    AlbResilient() {
        super("aws_lb", "aws_alb", "aws_lb_target_group", "aws_alb_target_group");
    }

    @Override
    protected void judge(Resource resource, Verdicts verdicts) {
        if (resource.type().endsWith("_target_group")) {
            judgeTargets(resource, verdicts);
            return;
        }
        verdicts.require(resource, "enable_deletion_protection", Value::isTrue);
        List<Value> subnets = new ArrayList<>(resource.attribute("subnets").elements());
        resource.blocks("subnet_mapping").forEach(mapping -> subnets.add(mapping.attribute("subnet_id")));
        if (resource.attribute("subnets").isUnknown()) {
            verdicts.unknown("subnets", resource.attribute("subnets"));
        } else if (Math.max(Subnets.zones(subnets).size(), unresolved(subnets)) >= 2) {
            verdicts.pass("subnets", subnets.size() + " subnets");
        } else {
            verdicts.fail("zones", "subnets", "not in two zones", "subnets of two zones");
        }
        if (resource.attribute("internal").isTrue()) {
            verdicts.pass("internal", "true");
        } else {
            verdicts.fail(
                    "internet-facing",
                    "internal",
                    "faces the internet",
                    "internal, or a suppression that says why not");
        }
    }

    /** Subnets that the program does not have; AWS itself refuses two of one zone. */
    private static int unresolved(List<Value> subnets) {
        return (int) subnets.stream()
                .filter(subnet -> subnet.target("aws_subnet").isEmpty())
                .map(Value::text)
                .distinct()
                .count();
    }

    private static void judgeTargets(Resource targets, Verdicts verdicts) {
        Value protocol = targets.attribute("protocol");
        boolean functions = targets.attribute("target_type").is("lambda");
        boolean http = functions || protocol.isOneOf(Set.of("HTTP", "HTTPS"));
        if (!targets.has("health_check")) {
            verdicts.fail("health_check", "(absent)");
            return;
        }
        verdicts.require(
                targets, "health_check.enabled", enabled -> enabled.isTrue() || (enabled.isAbsent() && !functions));
        if (http) {
            verdicts.require(targets, "health_check.path", path -> path.text().startsWith("/"));
            Value path = targets.attribute("health_check.path");
            if (path.isKnown() && !answersGet(targets, path.text())) {
                verdicts.fail(
                        "method", "health_check.path", path.text() + " does not answer GET", "a path that answers GET");
            }
        }
    }

    /** Whether some listener rule of exactly this path, if there is one, lets GET through. */
    private static boolean answersGet(Resource targets, String path) {
        List<Resource> rules = targets.referrers().stream()
                .filter(referrer -> referrer.type().endsWith("_listener_rule"))
                .filter(rule -> rule.blocks("condition.path_pattern").stream()
                        .anyMatch(pattern -> pattern.attribute("values").texts().anyMatch(path::equals)))
                .toList();
        return rules.isEmpty()
                || rules.stream().anyMatch(rule -> rule.blocks("condition.http_request_method").stream()
                        .allMatch(methods -> methods.attribute("values").texts().anyMatch("GET"::equals)));
    }
}

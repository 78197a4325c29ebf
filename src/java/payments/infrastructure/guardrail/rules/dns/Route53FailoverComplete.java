package payments.infrastructure.guardrail.rules.dns;

import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * A failover has both halves under one name: a primary whose health is known, and a secondary. Answers are kept a
 * minute at most; an alias has the fixed time of its target. Halves may stand in different stacks of one environment.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-types.html">AWS: failover</a>
 */
@Guardrail(
        id = "r53-failover-complete",
        severity = Severity.HIGH,
        expects =
                "a primary with a health check or evaluate_target_health, a secondary of the same name, ttl at most 60",
        fix = "add the missing record or health check, set ttl to 60",
        why = "A failover without its other half is an outage that looks prepared",
        sources = "ours")
final class Route53FailoverComplete extends ResourceRule {
    private static final long LONGEST_TTL_SECONDS = 60;

    Route53FailoverComplete() {
        super("aws_route53_record");
    }

    @Override
    protected void judge(Resource record, Verdicts verdicts) {
        Value role = record.attribute("failover_routing_policy.type");
        if (role.isAbsent()) {
            verdicts.notApplicable("the record takes no part in a failover");
            return;
        }
        if (!role.isOneOf(Set.of("PRIMARY", "SECONDARY"))) {
            verdicts.unknown("failover_routing_policy.type", role);
            return;
        }
        boolean primary = role.is("PRIMARY");
        boolean watched = record.has("health_check_id")
                || (record.has("alias")
                        && record.blocks("alias").stream().allMatch(alias -> alias.attribute("evaluate_target_health")
                                .isTrue()));
        if (!primary || watched) {
            verdicts.pass("health_check_id", record.attribute("health_check_id"));
        } else {
            verdicts.fail("health", "health_check_id", "(absent)", "a health check, or evaluate_target_health");
        }
        String other = primary ? "SECONDARY" : "PRIMARY";
        if (partners(record).anyMatch(found -> found.attribute("failover_routing_policy.type")
                .is(other))) {
            verdicts.pass("failover_routing_policy", "both halves");
        } else {
            verdicts.fail(
                    "partner", "failover_routing_policy.type", "no " + other, "a record " + other + " of this name");
        }
        if (!record.has("alias")) {
            verdicts.require(record, "ttl", ttl -> ttl.isBetween(0, LONGEST_TTL_SECONDS));
        }
    }

    private static Stream<Resource> partners(Resource record) {
        return record.alike("name").stream()
                .filter(other -> !other.equals(record)
                        && other.environment().equals(record.environment())
                        && other.attribute("type")
                                .text()
                                .equals(record.attribute("type").text()));
    }
}

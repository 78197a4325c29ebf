package payments.infrastructure.guardrail.rules.dns;

import java.util.List;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Public zones log their queries, to a log group in us-east-1: Route 53 delivers to no other region. Private zones are
 * logged by the resolver of their VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html">AWS: query logging</a>
 */
@Guardrail(
        id = "r53-query-logging",
        severity = Severity.MEDIUM,
        expects = "an aws_route53_query_log of this zone to a log group in us-east-1",
        fix = "add an aws_route53_query_log and its log group in us-east-1",
        why = "Queries show who looks for names that should not be known",
        pci = "10.4.2",
        sources = {"CKV2_AWS_39", "Route53.2"})
final class Route53QueriesLogged extends ResourceRule {
    Route53QueriesLogged() {
        super("aws_route53_zone");
    }

    @Override
    protected void judge(Resource zone, Verdicts verdicts) {
        if (!zone.blocks("vpc").isEmpty()) {
            verdicts.notApplicable("the zone is private");
            return;
        }
        List<Resource> logs = zone.referrers("aws_route53_query_log", "zone_id");
        if (logs.isEmpty()) {
            verdicts.fail("aws_route53_query_log.zone_id", "no query log");
        }
        for (Resource log : logs) {
            Value group = log.attribute("cloudwatch_log_group_arn");
            String region = log.find("aws_cloudwatch_log_group", group)
                    .map(Resource::region)
                    .orElseGet(() -> region(group.text()));
            if (region.equals("us-east-1")) {
                verdicts.pass("aws_route53_query_log.cloudwatch_log_group_arn", group);
            } else {
                verdicts.fail("aws_route53_query_log.cloudwatch_log_group_arn", group);
            }
        }
    }

    private static String region(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > 3 ? parts[3] : "";
    }
}

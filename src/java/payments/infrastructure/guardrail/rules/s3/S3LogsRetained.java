package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * What a bucket of logs receives stays for a year where PCI DSS counts: the trail, access logs, and what AWS Config records. Object
 * Lock protects versions; an expiration still hides them behind delete markers.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html">AWS: lifecycle</a>
 */
@Guardrail(
        id = "s3-logs-retained",
        severity = Severity.MEDIUM,
        expects = "no rule that removes current objects of a bucket of logs before 365 days",
        fix = "set expiration.days to 365 or more, or remove the expiration",
        why = "The traces of an attack that is found after months would be gone",
        pci = "10.5.1",
        sources = "ours: public checks ask whether there is a lifecycle, and not what it removes")
final class S3LogsRetained extends ResourceRule {
    private static final long SHORTEST_DAYS = 365;
    private static final String DAYS = "expiration.days";
    private static final String DATE = "expiration.date";

    S3LogsRetained() {
        super("aws_s3_bucket_lifecycle_configuration");
    }

    @Override
    protected void judge(Resource lifecycle, Verdicts verdicts) {
        Optional<Resource> bucket = Buckets.named(lifecycle, lifecycle.attribute("bucket"));
        if (bucket.filter(S3LogsRetained::holdsLogs).isEmpty()) {
            verdicts.notApplicable("its bucket holds no logs");
        } else if (!bucket.get().isInScope()) {
            verdicts.notApplicable("outside of the scope of PCI DSS");
        } else {
            judgeRules(lifecycle, verdicts);
        }
    }

    private static boolean holdsLogs(Resource bucket) {
        return Buckets.isTrail(bucket) || Buckets.isAccessLogTarget(bucket) || Buckets.isConfigurationHistory(bucket);
    }

    private static void judgeRules(Resource lifecycle, Verdicts verdicts) {
        List<Block> enabled = lifecycle.blocks("rule").stream()
                .filter(rule -> !rule.attribute("status").is("Disabled"))
                .toList();
        for (Block rule : enabled) {
            Value days = rule.attribute(DAYS);
            if (rule.has(DATE)) {
                verdicts.fail("rule." + DATE, rule.attribute(DATE));
            } else if (days.isUnknown()) {
                verdicts.unknown("rule." + DAYS, days);
            } else if (days.isPresent() && !days.isBetween(SHORTEST_DAYS, Integer.MAX_VALUE)) {
                verdicts.fail("rule." + DAYS, days);
            } else {
                verdicts.pass("rule." + DAYS, days);
            }
        }
        if (enabled.isEmpty()) {
            verdicts.pass("rule", "nothing is removed");
        }
    }
}

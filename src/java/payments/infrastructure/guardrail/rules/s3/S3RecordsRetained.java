package payments.infrastructure.guardrail.rules.s3;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;

/**
 * Records of payments stay as long as they must. How long that is says a tag of the bucket ({@code retention-days},
 * {@code retention-years}, {@code retention: 7y}) or the default of its Object Lock; a bucket that is called after receipts, invoices,
 * statements or other records, and says nothing, keeps them for a year at least. Uploads and temporary files are no records, nor is
 * what goes under a prefix that says so. Logs are judged by {@code s3-logs-retained}.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html">AWS: expiring
 *     objects</a>
 */
@Guardrail(
        id = "s3-records-retained",
        severity = Severity.MEDIUM,
        expects = "no rule that removes current records before their retention ends",
        fix = "set expiration.days to the retention that is required, or remove the expiration",
        why = "A receipt that is deleted early cannot be shown to a customer, a court or an auditor",
        pci = {"3.2.1", "10.5.1"},
        sources = "ours: public checks ask whether there is a lifecycle, and not what it removes")
final class S3RecordsRetained extends ResourceRule {
    private static final long SHORTEST_DAYS = 365;
    private static final long DAYS_OF_YEAR = 365;
    private static final String EXPIRATION = "rule.expiration.days";

    private static final Pattern RECORDS = Pattern.compile(
            "(?i)(?:^|[^a-z])(?:records?|receipts?|invoices?|statements?|settlements?|ledgers?|journals?|postings?|documents?|contracts?|disputes?|chargebacks?|evidence|archives?)(?:[^a-z]|$)");

    private static final Pattern PASSING = Pattern.compile(
            "(?i)(?:^|[^a-z])(?:uploads?|incoming|inbox|tmp|temp|temporary|cache|staging-area|scratch|quarantine|drafts?|previews?|thumbnails?|exports?|results?|trash|expired|logs?|backups?|test|sandbox)(?:[^a-z]|$)");

    private static final Pattern RETENTION_TAG =
            Pattern.compile("(?i)(?:data|record|legal|min(?:imum)?)?[-_]?retention(?:[-_]?(days|years|months))?");

    private static final Pattern PERIOD =
            Pattern.compile("(?i)\\s*([0-9]{1,5})\\s*[-_]?\\s*(d|days?|m|months?|y|years?)?\\s*");

    S3RecordsRetained() {
        super("aws_s3_bucket_lifecycle_configuration");
    }

    @Override
    protected void judge(Resource lifecycle, Verdicts verdicts) {
        Optional<Resource> bucket = Buckets.named(lifecycle, lifecycle.attribute("bucket"));
        OptionalLong required = bucket.map(S3RecordsRetained::required).orElse(OptionalLong.empty());
        if (required.isEmpty()) {
            verdicts.notApplicable("no retention is required of its bucket, as far as name and tags say");
            return;
        }
        boolean retained = true;
        for (Block rule : lifecycle.blocks("rule")) {
            Value days = rule.attribute("expiration.days");
            boolean passing = Stream.of("filter.prefix", "filter.and.prefix", "prefix", "id")
                    .anyMatch(
                            part -> PASSING.matcher(rule.attribute(part).text()).find());
            if (rule.attribute("status").is("Disabled") || passing) {
                continue;
            }
            if (days.isPresent() && days.isBetween(1, required.getAsLong() - 1)) {
                retained = false;
                verdicts.fail(
                        "days",
                        EXPIRATION,
                        days.text() + " days of " + bucket.get().path(),
                        "at least %d days".formatted(required.getAsLong()));
            } else if (rule.has("expiration.date")) {
                retained = false;
                verdicts.fail(
                        "date",
                        "rule.expiration.date",
                        rule.attribute("expiration.date").text());
            }
        }
        if (retained) {
            verdicts.pass("rule", "no record is removed early");
        }
    }

    /** The days for which the objects must stay; empty when nothing says that they must. */
    private static OptionalLong required(Resource bucket) {
        OptionalLong said = tagged(bucket.tags());
        if (said.isPresent()) {
            return said;
        }
        OptionalLong locked = locked(bucket);
        if (locked.isPresent()) {
            return locked;
        }
        String name = bucket.attribute("bucket").text() + " " + bucket.name();
        boolean records = RECORDS.matcher(name).find() && !PASSING.matcher(name).find();
        return records && bucket.isInScope() ? OptionalLong.of(SHORTEST_DAYS) : OptionalLong.empty();
    }

    private static OptionalLong tagged(Map<String, String> tags) {
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            Matcher name = RETENTION_TAG.matcher(tag.getKey());
            Matcher period = PERIOD.matcher(tag.getValue());
            if (name.matches() && period.matches()) {
                String unit = Optional.ofNullable(period.group(2)).orElse(String.valueOf(name.group(1)));
                return OptionalLong.of(days(Long.parseLong(period.group(1)), unit));
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong locked(Resource bucket) {
        List<Resource> locks = Buckets.companions(bucket, "aws_s3_bucket_object_lock_configuration");
        for (Resource lock : locks) {
            for (String unit : Set.of("days", "years")) {
                Optional<Long> number = lock.attribute("rule.default_retention." + unit)
                        .number()
                        .map(Number::longValue);
                if (number.isPresent()) {
                    return OptionalLong.of(days(number.get(), unit));
                }
            }
        }
        return OptionalLong.empty();
    }

    private static long days(long number, String unit) {
        return switch (unit.substring(0, 1).toLowerCase(Locale.ROOT)) {
            case "y" -> number * DAYS_OF_YEAR;
            case "m" -> number * DAYS_OF_YEAR / 12;
            default -> number;
        };
    }
}

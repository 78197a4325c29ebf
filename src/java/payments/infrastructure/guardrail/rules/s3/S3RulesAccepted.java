package payments.infrastructure.guardrail.rules.s3;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rules.AcceptanceRule;
import payments.infrastructure.guardrail.rules.Objections;

/**
 * The rules of a bucket's lifecycle have an id of their own and an action; objects move to colder classes only, after 30 days to
 * those of rare access, and expire after the last move. Retention of locked objects is in days or in years. Rules of replication
 * have priorities of their own, between buckets with versions.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html">AWS:
 *     transitions between storage classes</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html">AWS: requirements of
 *     replication</a>
 */
@Guardrail(
        id = "s3-rules-accepted",
        severity = Severity.HIGH,
        expects = "rules on a bucket that S3 accepts",
        fix = "correct the days, the class, the id or the priority of the rule that the finding names",
        why = "S3 refuses all rules of the bucket for one that is wrong, and data stays that should go",
        sources = "ours: Terraform compares no two numbers")
final class S3RulesAccepted extends AcceptanceRule {
    private static final String LIFECYCLE = "aws_s3_bucket_lifecycle_configuration";
    private static final String LOCK = "aws_s3_bucket_object_lock_configuration";
    private static final String REPLICATION = "aws_s3_bucket_replication_configuration";
    private static final String VERSIONING = "aws_s3_bucket_versioning";
    private static final int RARE_DAYS = 30;

    /** From the warmest to the coldest: an object moves to a later one only. */
    private static final List<String> CLASSES = List.of(
            "STANDARD", "STANDARD_IA", "INTELLIGENT_TIERING", "ONEZONE_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE");

    private static final Set<String> RARE = Set.of("STANDARD_IA", "ONEZONE_IA");

    private static final List<String> ACTIONS = List.of(
            "abort_incomplete_multipart_upload",
            "expiration",
            "noncurrent_version_expiration",
            "noncurrent_version_transition",
            "transition");

    /** By the block of moves: its days, and the block that ends the object's life with the days of that. */
    private static final Map<String, List<String>> MOVES = Map.of(
            "transition", List.of("days", "expiration", "days"),
            "noncurrent_version_transition",
                    List.of("noncurrent_days", "noncurrent_version_expiration", "noncurrent_days"));

    S3RulesAccepted() {
        super(LIFECYCLE, LOCK, REPLICATION);
    }

    @Override
    protected void examine(Resource resource, Objections objections) {
        switch (resource.type()) {
            case LIFECYCLE -> {
                examineIds(resource, objections);
                resource.blocks("rule").forEach(rule -> examineLife(rule, objections));
            }
            case LOCK -> examineLock(resource, objections);
            default -> {
                examineIds(resource, objections);
                examineReplication(resource, objections);
            }
        }
    }

    private static void examineIds(Resource resource, Objections objections) {
        Set<String> ids = new HashSet<>();
        for (Value id : resource.attributes("rule.id")) {
            if (id.isKnown() && !ids.add(id.text())) {
                objections.add(id.text(), "rule.id", id.text(), "an id that no other rule of the bucket has");
            }
        }
    }

    private static void examineLife(Block rule, Objections objections) {
        String id = rule.attribute("id").text();
        if (ACTIONS.stream().noneMatch(rule::has) && !rule.has("dynamic")) {
            objections.add("action of " + id, "rule", "a rule without an action", "an action, such as expiration");
        }
        MOVES.forEach((move, ends) -> examineMoves(rule, id, move, ends, objections));
        for (Block expiration : rule.blocks("expiration")) {
            long said = Stream.of("days", "date", "expired_object_delete_marker")
                    .filter(name -> Objections.isSaid(expiration.attribute(name)))
                    .count();
            if (said > 1) {
                objections.add(
                        "expiration of " + id,
                        "rule.expiration",
                        "%d of them".formatted(said),
                        "one of days, date and expired_object_delete_marker");
            }
            if (expiration
                            .attribute("days")
                            .number()
                            .filter(days -> days.signum() <= 0)
                            .isPresent()
                    && said == 0) {
                objections.add(
                        "days of " + id,
                        "rule.expiration.days",
                        expiration.attribute("days").text(),
                        "at least 1 day");
            }
        }
        boolean tagged = !rule.blocks("filter.tag").isEmpty()
                || !rule.blocks("filter.and.tags").isEmpty();
        if (tagged && rule.has("abort_incomplete_multipart_upload")) {
            objections.add(
                    "upload of " + id,
                    "rule.abort_incomplete_multipart_upload",
                    "with a filter by tags",
                    "no filter by tags: an upload that is not complete has none");
        }
    }

    private static void examineMoves(Block rule, String id, String move, List<String> ends, Objections objections) {
        String days = ends.get(0);
        String at = "rule." + move + ".";
        Optional<BigDecimal> end = rule.blocks(ends.get(1)).stream()
                .flatMap(block -> block.attribute(ends.get(2)).number().stream())
                .filter(number -> number.signum() > 0)
                .findFirst();
        List<Block> moves = rule.blocks(move);
        for (Block one : moves) {
            Optional<BigDecimal> after = one.attribute(days).number();
            Value to = one.attribute("storage_class");
            if (after.isEmpty() || !to.isKnown()) {
                continue;
            }
            if (RARE.contains(to.text()) && after.get().compareTo(BigDecimal.valueOf(RARE_DAYS)) < 0) {
                objections.add(
                        "rare " + to + " of " + id,
                        at + days,
                        after.get().toPlainString(),
                        "at least %d days before %s".formatted(RARE_DAYS, to));
            }
            if (end.isPresent() && end.get().compareTo(after.get()) <= 0) {
                objections.add(
                        "end " + to + " of " + id,
                        "rule." + ends.get(1) + "." + ends.get(2),
                        end.get().toPlainString(),
                        "more than the %s days after which objects move to %s"
                                .formatted(after.get().toPlainString(), to));
            }
            for (Block other : moves) {
                examineOrder(one, other, id, at, days, objections);
            }
        }
    }

    private static void examineOrder(Block one, Block other, String id, String at, String days, Objections objections) {
        int warm = CLASSES.indexOf(one.attribute("storage_class").text());
        int cold = CLASSES.indexOf(other.attribute("storage_class").text());
        Optional<BigDecimal> first = one.attribute(days).number();
        Optional<BigDecimal> second = other.attribute(days).number();
        if (warm < 0 || cold <= warm || first.isEmpty() || second.isEmpty()) {
            return;
        }
        int apart = RARE.contains(CLASSES.get(warm)) ? RARE_DAYS : 1;
        if (second.get().compareTo(first.get().add(BigDecimal.valueOf(apart))) < 0) {
            objections.add(
                    "order %s of %s".formatted(CLASSES.get(cold), id),
                    at + days,
                    second.get().toPlainString(),
                    "at least %d days more before %s than the %s before %s"
                            .formatted(apart, CLASSES.get(cold), first.get().toPlainString(), CLASSES.get(warm)));
        }
    }

    private static void examineLock(Resource lock, Objections objections) {
        for (Block retention : lock.blocks("rule.default_retention")) {
            boolean inDays = Objections.isSaid(retention.attribute("days"));
            boolean inYears = Objections.isSaid(retention.attribute("years"));
            if (inDays == inYears) {
                objections.add(
                        "rule.default_retention",
                        inDays ? "days and years" : "neither days nor years",
                        "days or years");
            }
        }
        isVersioned(lock.attribute("bucket"), lock)
                .filter(versioned -> !versioned)
                .ifPresent(without -> objections.add(lock, "bucket", "a bucket with versions, which a lock needs"));
    }

    private static void examineReplication(Resource replication, Objections objections) {
        Set<String> priorities = new HashSet<>();
        for (Block rule : replication.blocks("rule")) {
            Value priority = rule.attribute("priority");
            String id = rule.attribute("id").text();
            if (priority.isKnown() && !priorities.add(priority.text())) {
                objections.add(
                        "priority of " + id, "rule.priority", priority.text(), "a priority that no other rule has");
            }
            if (rule.has("filter") && !rule.has("delete_marker_replication")) {
                objections.add(
                        "markers of " + id,
                        "rule.delete_marker_replication",
                        "(absent)",
                        "Enabled or Disabled, which a rule with a filter says");
            }
            if (rule.attribute("destination.replication_time.status").is("Enabled")
                    && !rule.attribute("destination.metrics.status").is("Enabled")
                    && (rule.attribute("destination.metrics.status").isAbsent()
                            || rule.attribute("destination.metrics.status").isKnown())) {
                objections.add(
                        "metrics of " + id,
                        "rule.destination.metrics",
                        "(absent)",
                        "metrics, which replication in time needs");
            }
            Value destination = rule.attribute("destination.bucket");
            Optional<Resource> source = Buckets.named(replication, replication.attribute("bucket"));
            if (source.filter(destination::refersTo).isPresent()) {
                objections.add("destination of " + id, "rule.destination.bucket", destination.text(), "another bucket");
            }
            isVersioned(destination, replication)
                    .filter(versioned -> !versioned)
                    .ifPresent(without -> objections.add(
                            "versions of " + id,
                            "rule.destination.bucket",
                            destination.text(),
                            "a bucket with versions"));
        }
        isVersioned(replication.attribute("bucket"), replication)
                .filter(versioned -> !versioned)
                .ifPresent(without -> objections.add(replication, "bucket", "a bucket with versions"));
    }

    /** Whether the program gives a bucket of its own versions; empty where it is not the program's, or that is not known. */
    private static Optional<Boolean> isVersioned(Value bucket, Resource by) {
        return Buckets.named(by, bucket).flatMap(found -> {
            List<Resource> settings = Buckets.companions(found, VERSIONING);
            if (settings.isEmpty()) {
                return found.has("versioning")
                                || found.attribute("object_lock_enabled").isTrue()
                        ? Optional.empty()
                        : Optional.of(false);
            }
            Value status = settings.get(0).attribute("versioning_configuration.status");
            return status.isKnown() ? Optional.of(status.is("Enabled")) : Optional.empty();
        });
    }
}

package payments.infrastructure.guardrail.rules.s3;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.ResourceRule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.guardrail.rules.Functions;
import payments.infrastructure.text.Nearest;

/**
 * A bucket's notifications are of events that there are, no event goes to two of them, and S3 may call each target: a function
 * whose permission names the bucket, or a standard queue or topic whose policy lets S3 in.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html">AWS:
 *     types of events and destinations</a>
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">AWS: filters that
 *     overlap</a>
 */
@Guardrail(
        id = "s3-notification-accepted",
        severity = Severity.HIGH,
        expects = "events of S3, filters that do not overlap, and targets that let S3 in for this bucket",
        fix = "correct the event or the filter, or give the target a permission or policy for the bucket",
        why = "S3 tries every target first, and refuses the whole configuration for one of them",
        sources = "ours: Terraform compares neither filters nor permissions")
final class S3NotificationAccepted extends ResourceRule {
    private static final Set<String> EVENTS = new TreeSet<>(Set.of(
            "s3:IntelligentTiering",
            "s3:LifecycleExpiration:*",
            "s3:LifecycleExpiration:Delete",
            "s3:LifecycleExpiration:DeleteMarkerCreated",
            "s3:LifecycleTransition",
            "s3:ObjectAcl:Put",
            "s3:ObjectAnnotation:*",
            "s3:ObjectAnnotation:Delete",
            "s3:ObjectAnnotation:Put",
            "s3:ObjectCreated:*",
            "s3:ObjectCreated:CompleteMultipartUpload",
            "s3:ObjectCreated:Copy",
            "s3:ObjectCreated:Post",
            "s3:ObjectCreated:Put",
            "s3:ObjectRemoved:*",
            "s3:ObjectRemoved:Delete",
            "s3:ObjectRemoved:DeleteMarkerCreated",
            "s3:ObjectRestore:*",
            "s3:ObjectRestore:Completed",
            "s3:ObjectRestore:Delete",
            "s3:ObjectRestore:Post",
            "s3:ObjectRetention:Put",
            "s3:ObjectTagging:*",
            "s3:ObjectTagging:Delete",
            "s3:ObjectTagging:Put",
            "s3:ReducedRedundancyLostObject",
            "s3:Replication:*",
            "s3:Replication:OperationFailedReplication",
            "s3:Replication:OperationMissedThreshold",
            "s3:Replication:OperationNotTracked",
            "s3:Replication:OperationReplicatedAfterThreshold"));

    /** By block: the attribute that names the target. */
    private static final Map<String, String> TARGETS =
            Map.of("lambda_function", "lambda_function_arn", "queue", "queue_arn", "topic", "topic_arn");

    private static final String CALLER = "s3.amazonaws.com";

    S3NotificationAccepted() {
        super("aws_s3_bucket_notification");
    }

    @Override
    protected void judge(Resource notification, Verdicts verdicts) {
        List<NotificationFilter> filters = new ArrayList<>();
        Set<Resource> functions = new LinkedHashSet<>();
        Optional<Resource> bucket = Buckets.named(notification, notification.attribute("bucket"));
        for (String block : new TreeSet<>(TARGETS.keySet())) {
            String attribute = block + "." + TARGETS.getOrDefault(block, "");
            for (Block configuration : notification.blocks(block)) {
                judgeEvents(configuration, block, verdicts);
                NotificationFilter filter = NotificationFilter.of(configuration);
                if (filters.stream().anyMatch(filter::overlaps)) {
                    verdicts.fail(
                            block + "::overlap",
                            block,
                            "%s of keys %s...%s"
                                    .formatted(
                                            filter.events(),
                                            filter.prefix().text(),
                                            filter.suffix().text()),
                            "filters of which no event passes two");
                }
                filters.add(filter);
                Value target = configuration.attribute(TARGETS.getOrDefault(block, ""));
                if (isNoArn(target)) {
                    verdicts.fail(attribute, attribute, target.text(), "its arn");
                }
                if (block.equals("lambda_function")) {
                    function(notification, target).ifPresent(functions::add);
                } else {
                    judgeOrder(notification, block, target, verdicts);
                    bucket.ifPresent(found -> judgePolicy(notification, attribute, target, found, verdicts));
                }
            }
        }
        bucket.ifPresent(found -> functions.forEach(function -> judgeFunction(function, found, verdicts)));
        verdicts.pass("bucket", "%d configurations".formatted(filters.size()));
    }

    private static void judgeEvents(Block configuration, String block, Verdicts verdicts) {
        for (Value event : configuration.attributes("events")) {
            if (event.isKnown() && !EVENTS.contains(event.text())) {
                verdicts.fail(
                        event.text(),
                        block + ".events",
                        event.text(),
                        Nearest.to(event.text(), EVENTS)
                                .map("such as "::concat)
                                .orElse("an event of S3, such as s3:ObjectCreated:*"));
            }
        }
    }

    private static boolean isNoArn(Value target) {
        boolean part = target.target().isPresent()
                && Set.of("url", "name", "function_name", "invoke_arn").contains(target.targetAttribute());
        return part
                || (target.isKnown()
                        && target.target().isEmpty()
                        && !target.text().startsWith("arn:"));
    }

    private static void judgeFunction(Resource function, Resource bucket, Verdicts verdicts) {
        boolean allowed = function.stack().program().resources("aws_lambda_permission").stream()
                .filter(permission -> Functions.of(permission, "function_name")
                        .filter(function::equals)
                        .isPresent())
                .anyMatch(permission -> isFor(permission, bucket));
        if (!allowed) {
            verdicts.fail(
                    function.address(),
                    "lambda_function.lambda_function_arn",
                    "no permission of %s for %s".formatted(function.address(), bucket.address()),
                    "aws_lambda_permission with principal %s and the bucket as source_arn".formatted(CALLER));
        }
    }

    private static Optional<Resource> function(Resource by, Value target) {
        Optional<Resource> alias = target.target("aws_lambda_alias").or(() -> by.find("aws_lambda_alias", target));
        return alias.isPresent()
                ? alias.get().follow("function_name", "aws_lambda_function")
                : by.find("aws_lambda_function", target);
    }

    private static boolean isFor(Resource permission, Resource bucket) {
        Value principal = permission.attribute("principal");
        Value source = permission.attribute("source_arn");
        boolean open = !source.isKnown() && source.target().isEmpty();
        return (principal.isUnknown() || principal.is(CALLER) || principal.is("*"))
                && (source.isAbsent() || open || source.text().contains("*") || source.refersTo(bucket));
    }

    private static void judgeOrder(Resource notification, String block, Value target, Verdicts verdicts) {
        Optional<Resource> named =
                notification.find("aws_sqs_queue", target).or(() -> notification.find("aws_sns_topic", target));
        boolean ordered = named.filter(found -> found.attribute("fifo_queue").isTrue()
                        || found.attribute("fifo_topic").isTrue())
                .isPresent();
        if (ordered || target.text().endsWith(".fifo")) {
            verdicts.fail(block + "::fifo", block, target.text() + ", which is FIFO", "a standard " + block);
        }
    }

    private static void judgePolicy(
            Resource notification, String attribute, Value target, Resource bucket, Verdicts verdicts) {
        Optional<Resource> queue = notification.find("aws_sqs_queue", target);
        Optional<Resource> taker = queue.or(() -> notification.find("aws_sns_topic", target));
        if (taker.isEmpty() || taker.get().kind() != Resource.Kind.MANAGED) {
            return;
        }
        Resource holder = taker.get().has("policy")
                ? taker.get()
                : taker
                        .get()
                        .referrers(
                                queue.isPresent() ? "aws_sqs_queue_policy" : "aws_sns_topic_policy",
                                queue.isPresent() ? "queue_url" : "arn")
                        .stream()
                        .findFirst()
                        .orElse(taker.get());
        if (holder.attribute("policy").isUnknown() && holder.blocks("policy").isEmpty()) {
            return;
        }
        RequestContext context = RequestContext.nothing()
                .with("aws:SecureTransport", "true")
                .with("aws:SourceArn", bucket.arn())
                .with("aws:SourceAccount", bucket.account());
        boolean allowed = holder.has("policy")
                && Access.may(
                                Identity.outside(Caller.service(CALLER)),
                                queue.isPresent() ? "sqs:SendMessage" : "sns:Publish",
                                Target.of(
                                        taker.get().arn(),
                                        taker.get().account(),
                                        Policies.of(holder.toString(), holder, "policy", PolicyKind.RESOURCE)),
                                context)
                        .isPossible();
        if (!allowed) {
            verdicts.fail(
                    attribute,
                    attribute,
                    "%s does not let S3 in".formatted(taker.get().address()),
                    "a policy that allows %s for %s".formatted(CALLER, bucket.address()));
        }
    }
}

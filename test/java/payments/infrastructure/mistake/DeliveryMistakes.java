package payments.infrastructure.mistake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import payments.infrastructure.guardrail.access.Permissions;
import payments.infrastructure.guardrail.access.Policies;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.guardrail.policy.Access;
import payments.infrastructure.guardrail.policy.Caller;
import payments.infrastructure.guardrail.policy.Identity;
import payments.infrastructure.guardrail.policy.PolicyKind;
import payments.infrastructure.guardrail.policy.RequestContext;
import payments.infrastructure.guardrail.policy.Target;

/** Mistakes about who delivers to whom: each check gives a sentence for each place where one is. */
final class DeliveryMistakes {
    private static final RequestContext NOTHING = RequestContext.nothing();

    /**
     * A service that puts messages into a queue.
     *
     * @param by the resource that makes it do so
     * @param source the ARN that the service names
     */
    private record Delivery(Resource by, String service, String source, Resource queue) {}

    private DeliveryMistakes() {}

    /** M23: the queue does not let the service in, or lets it in for another source. */
    static List<String> refused(Program program) {
        List<String> faults = new ArrayList<>();
        for (Delivery delivery : deliveries(program)) {
            if (!maySend(delivery, delivery.source())) {
                faults.add("%s refuses %s".formatted(delivery.queue(), delivery.by()));
            } else if (maySend(delivery, delivery.source() + "-another")) {
                faults.add("%s lets in more than %s".formatted(delivery.queue(), delivery.by()));
            }
        }
        return faults;
    }

    /** M24: the queue is encrypted with a key that the service may not use, so what it delivers vanishes. */
    static List<String> locked(Program program) {
        List<String> faults = new ArrayList<>();
        for (Delivery delivery : deliveries(program)) {
            Optional<Resource> key = delivery.queue().follow("kms_master_key_id", "aws_kms_key");
            for (String action : List.of("kms:GenerateDataKey", "kms:Decrypt")) {
                if (key.isPresent()
                        && !Access.may(service(delivery), action, Permissions.ofKey(key.get()), NOTHING)
                                .isPossible()) {
                    faults.add("%s keeps %s from %s".formatted(key.get(), delivery.by(), delivery.queue()));
                }
            }
        }
        return faults;
    }

    /** M43: a function may write what starts it again. */
    static List<String> loops(Program program) {
        List<String> faults = new ArrayList<>();
        for (Resource notification : program.resources("aws_s3_bucket_notification")) {
            Resource bucket = notification.follow("bucket", "aws_s3_bucket").orElseThrow();
            for (Block started : notification.blocks("lambda_function")) {
                Resource role = function(notification, started.attribute("lambda_function_arn"))
                        .flatMap(function -> function.follow("role", "aws_iam_role"))
                        .orElseThrow(() -> new AssertionError(notification + " starts no function of the program"));
                String object = "%s/%swritten%s"
                        .formatted(
                                bucket.arn(),
                                started.attribute("filter_prefix").text(),
                                started.attribute("filter_suffix").text());
                if (Access.may(Permissions.of(role), "s3:PutObject", Target.of(object, bucket.account()), NOTHING)
                        .isPossible()) {
                    faults.add("%s may write what starts it: %s".formatted(role, object));
                }
            }
        }
        return faults;
    }

    /** M45: more than ten messages at once are collected for a second at least; Lambda refuses anything else. */
    static List<String> hurried(Program program) {
        return program.resources("aws_lambda_event_source_mapping").stream()
                .filter(mapping ->
                        mapping.follow("event_source_arn", "aws_sqs_queue").isPresent())
                .filter(mapping -> mapping.attribute("batch_size").isBetween(11, Integer.MAX_VALUE))
                .filter(mapping ->
                        !mapping.attribute("maximum_batching_window_in_seconds").isBetween(1, Integer.MAX_VALUE))
                .map(mapping -> mapping + " takes more than ten and waits for none")
                .toList();
    }

    /** How many deliveries there are: none at all would prove nothing. */
    static int count(Program program) {
        return deliveries(program).size();
    }

    private static List<Delivery> deliveries(Program program) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Resource subscription : program.resources("aws_sns_topic_subscription")) {
            String topic = arn(subscription, "topic_arn", "aws_sns_topic");
            if (subscription.attribute("protocol").is("sqs")) {
                add(deliveries, subscription, "sns", topic, subscription.attribute("endpoint"));
            }
            add(deliveries, subscription, "sns", topic, subscription.attribute("redrive_policy.deadLetterTargetArn"));
        }
        for (Resource target : program.resources("aws_cloudwatch_event_target")) {
            String rule = arn(target, "rule", "aws_cloudwatch_event_rule");
            add(deliveries, target, "events", rule, target.attribute("arn"));
            add(deliveries, target, "events", rule, target.attribute("dead_letter_config.arn"));
        }
        for (Resource notification : program.resources("aws_s3_bucket_notification")) {
            String bucket = arn(notification, "bucket", "aws_s3_bucket");
            notification
                    .attributes("queue.queue_arn")
                    .forEach(queue -> add(deliveries, notification, "s3", bucket, queue));
        }
        return deliveries;
    }

    private static void add(List<Delivery> deliveries, Resource by, String service, String source, Value queue) {
        by.find("aws_sqs_queue", queue)
                .ifPresent(found -> deliveries.add(new Delivery(by, service + ".amazonaws.com", source, found)));
    }

    private static String arn(Resource by, String attribute, String type) {
        return by.follow(attribute, type).map(Resource::arn).orElseGet(() -> by.attribute(attribute)
                .text());
    }

    private static boolean maySend(Delivery delivery, String source) {
        Resource queue = delivery.queue();
        Resource holder = queue.referrers("aws_sqs_queue_policy", "queue_url").stream()
                .findFirst()
                .orElse(queue);
        return holder.has("policy")
                && Access.may(
                                service(delivery),
                                "sqs:SendMessage",
                                Target.of(
                                        queue.arn(),
                                        queue.account(),
                                        Policies.of(holder.toString(), holder, "policy", PolicyKind.RESOURCE)),
                                NOTHING.with("aws:SecureTransport", "true").with("aws:SourceArn", source))
                        .isPossible();
    }

    private static Identity service(Delivery delivery) {
        return Identity.outside(Caller.service(delivery.service()));
    }

    private static Optional<Resource> function(Resource user, Value arn) {
        return user.find("aws_lambda_alias", arn)
                .flatMap(alias -> alias.follow("function_name", "aws_lambda_function"))
                .or(() -> user.find("aws_lambda_function", arn));
    }
}

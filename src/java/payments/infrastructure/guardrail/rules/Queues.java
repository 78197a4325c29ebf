package payments.infrastructure.guardrail.rules;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import payments.infrastructure.guardrail.model.Resource;

/** How queues are connected. */
public final class Queues {
    /** Where a queue names the one that takes what it gives up. */
    public static final String REDRIVE = "redrive_policy.deadLetterTargetArn";

    private static final String SEPARATE = "aws_sqs_queue_redrive_policy";

    /** Where something other than a queue gives up a message: type and attribute. */
    private static final List<List<String>> FAILURES = List.of(
            List.of("aws_lambda_function", "dead_letter_config.target_arn"),
            List.of("aws_lambda_function_event_invoke_config", "destination_config.on_failure.destination"),
            List.of("aws_lambda_event_source_mapping", "destination_config.on_failure.destination_arn"),
            List.of("aws_sns_topic_subscription", REDRIVE),
            List.of("aws_cloudwatch_event_target", "dead_letter_config.arn"),
            List.of("aws_scheduler_schedule", "target.dead_letter_config.arn"));

    private Queues() {}

    /** What holds the queue's redrive policy: the queue itself, or a resource of its own. */
    public static Resource redriveOwner(Resource queue) {
        return queue.has("redrive_policy")
                ? queue
                : queue.referrers(SEPARATE, "queue_url").stream().findFirst().orElse(queue);
    }

    /** The queue that takes what this one gives up. */
    public static Optional<Resource> deadLetters(Resource queue) {
        return redriveOwner(queue).follow(REDRIVE, "aws_sqs_queue");
    }

    /** The queues that give up their messages to this one. */
    public static Set<Resource> sources(Resource queue) {
        Set<Resource> sources = new LinkedHashSet<>(queue.referrers("aws_sqs_queue", REDRIVE));
        for (Resource policy : queue.referrers(SEPARATE, REDRIVE)) {
            policy.follow("queue_url", "aws_sqs_queue").ifPresent(sources::add);
        }
        return sources;
    }

    /** Whether something gives up its messages or events to this queue. */
    public static boolean isForFailures(Resource queue) {
        return !sources(queue).isEmpty()
                || FAILURES.stream().anyMatch(where -> !queue.referrers(where.get(0), where.get(1))
                        .isEmpty());
    }
}

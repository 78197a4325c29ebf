package payments.infrastructure.config.constraint;

import java.util.List;
import payments.infrastructure.reality.Regions;

/**
 * The regions that AWS has in its commercial partition, also those in which the platform itself cannot stand: state may lie
 * in any. Source: {@link Regions}.
 */
public final class AwsRegions {
    /** Those of the platform's regions that an account must enable, as the reference says it; held to the lists by a test. */
    public static final String OPT_IN_IN_USE =
            "eu-central-2, eu-south-1, eu-south-2, ap-east-1, ap-south-2, ap-southeast-3,"
                    + " ap-southeast-4, af-south-1, il-central-1, me-central-1, me-south-1";

    /**
     * The ARN of a standard queue in one of them. A topic that is not first-in-first-out cannot write to a queue that is
     * (SNS developer guide, "Fanout to Amazon SQS queues"), whose name ends with .fifo.
     */
    public static final String QUEUE_ARN =
            "arn:aws:sqs:(" + String.join("|", codes()) + "):[0-9]{12}:[A-Za-z0-9_-]{1,80}";

    private AwsRegions() {}

    /** All codes; those that every account has come first. */
    public static List<String> codes() {
        return Regions.codes();
    }

    /** Whether AWS has such a region. */
    public static boolean exist(String code) {
        return Regions.exist(code);
    }

    /** Whether an account must enable the region first. */
    public static boolean mustBeEnabled(String code) {
        return Regions.exist(code) && Regions.of(code).optIn();
    }
}

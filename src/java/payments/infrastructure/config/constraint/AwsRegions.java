package payments.infrastructure.config.constraint;

import java.util.List;
import java.util.stream.Stream;

/**
 * The regions that AWS has in its commercial partition, also those in which the platform itself cannot stand: state may lie
 * in any. Source: AWS Account Management guide, "Regions and Availability Zones", as of November 2026.
 */
public final class AwsRegions {
    /** Those of the platform's regions that an account must enable, as the reference says it; held to the lists by a test. */
    public static final String OPT_IN_IN_USE =
            "eu-central-2, eu-south-1, eu-south-2, ap-east-1, ap-south-2, ap-southeast-3,"
                    + " ap-southeast-4, af-south-1, il-central-1, me-central-1, me-south-1";

    /** Regions that an account has from its beginning. */
    private static final List<String> ENABLED_BY_DEFAULT = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-northeast-3",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "sa-east-1");

    /** Regions that an account must enable before it can use them. */
    private static final List<String> OPT_IN = List.of(
            "af-south-1",
            "ap-east-1",
            "ap-east-2",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-south-1",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1");

    /**
     * The ARN of a standard queue in one of them. A topic that is not first-in-first-out cannot write to a queue that is
     * (SNS developer guide, "Fanout to Amazon SQS queues"), whose name ends with .fifo.
     */
    public static final String QUEUE_ARN =
            "arn:aws:sqs:(" + String.join("|", codes()) + "):[0-9]{12}:[A-Za-z0-9_-]{1,80}";

    private AwsRegions() {}

    /** All codes; those that every account has come first. */
    public static List<String> codes() {
        return Stream.concat(ENABLED_BY_DEFAULT.stream(), OPT_IN.stream()).toList();
    }

    /** Whether AWS has such a region. */
    public static boolean exist(String code) {
        return ENABLED_BY_DEFAULT.contains(code) || OPT_IN.contains(code);
    }

    /** Whether an account must enable the region first. */
    public static boolean mustBeEnabled(String code) {
        return OPT_IN.contains(code);
    }
}

package payments.infrastructure.config.deployment;

import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;
import payments.infrastructure.config.constraint.Validated;

/**
 * The payment queue, its dead-letter queue, and the function that reads it.
 *
 * @param visibilitySeconds how long a message that is being processed is hidden from others
 * @param visibilityTimeouts the fewest timeouts of the processor that fit into {@code visibilitySeconds}, beside the
 *     batching window. AWS asks for six, for runs that are throttled and tried again (Lambda guide, "Using Lambda with
 *     Amazon SQS")
 * @param retentionDays days that the queue retains a message; SQS allows 14
 * @param deadLetterRetentionDays days that the dead-letter queue retains a message, counted from when it was first sent
 * @param maxReceives receives after which a message goes to the dead-letter queue. AWS asks for five, so that throttled
 *     runs do not use them up (Lambda guide, same page)
 * @param batchSize most messages in one run
 * @param windowSeconds how long Lambda gathers messages for a batch
 * @param maximumConcurrency most runs that the queue starts at once
 * @param capture who has its payments captured
 * @param processor the function
 */
public record QueueSettings(
        @Fallback("180") @Range(min = 1, max = 43200) @Describe("Seconds that a message in work is hidden from others")
        int visibilitySeconds,

        @Fallback("6")
        @Range(min = 1, max = 100)
        @Describe("Fewest timeouts of the processor that fit into visibilitySeconds; AWS asks for 6")
        int visibilityTimeouts,

        @Fallback("4") @Range(min = 1, max = 13) @Describe("Days that the queue retains a message")
        int retentionDays,

        @Fallback("14") @Range(min = 2, max = 14) @Describe("Days that the dead-letter queue retains a message")
        int deadLetterRetentionDays,

        @Fallback("5")
        @Range(min = 1, max = 1000)
        @Describe("Receives after which a message goes to the dead-letter queue; AWS asks for 5")
        int maxReceives,

        @Fallback("10") @Range(min = 1, max = 10000) @Describe("Most messages in one run")
        int batchSize,

        @Fallback("0") @Range(min = 0, max = 300) @Describe("Seconds that Lambda gathers messages for a batch")
        int windowSeconds,

        @Fallback("5") @Range(min = 2, max = 1000) @Overridable @Describe("Most runs that the queue starts at once")
        int maximumConcurrency,

        @Fallback("by-request")
        @Describe(
                "Who has its payments captured: the processor starts the workflow of each (automatic), or they stay pending until"
                        + " somebody asks (by-request)")
        QueueCapture capture,

        @Describe("The function that reads the queue") WorkerSettings processor)
        implements Validated {
    /** The batch size from which Lambda insists on a window (Lambda API reference, CreateEventSourceMapping). */
    private static final int LARGEST_WITHOUT_WINDOW = 10;

    @Override
    public void validate(Contradictions contradictions) {
        int fewest = visibilityTimeouts * processor.timeoutSeconds() + windowSeconds;
        if (visibilitySeconds < fewest) {
            contradictions.add(
                    "visibilitySeconds is %d, but %d runs of processor.timeoutSeconds %d and windowSeconds %d take %d; raise visibilitySeconds or let the processor stop earlier"
                            .formatted(
                                    visibilitySeconds,
                                    visibilityTimeouts,
                                    processor.timeoutSeconds(),
                                    windowSeconds,
                                    fewest),
                    "visibilitySeconds",
                    "visibilityTimeouts",
                    "processor.timeoutSeconds",
                    "windowSeconds");
        }
        if (deadLetterRetentionDays <= retentionDays) {
            contradictions.add(
                    "deadLetterRetentionDays is %d and retentionDays %d, but the days of a dead letter count from when it was first sent; retain it for longer"
                            .formatted(deadLetterRetentionDays, retentionDays),
                    "deadLetterRetentionDays",
                    "retentionDays");
        }
        if (batchSize > LARGEST_WITHOUT_WINDOW && windowSeconds == 0) {
            contradictions.add(
                    "batchSize is %d and windowSeconds 0, but Lambda gathers more than %d messages only in a window; set windowSeconds to 1 or more"
                            .formatted(batchSize, LARGEST_WITHOUT_WINDOW),
                    "batchSize",
                    "windowSeconds");
        }
        Integer reserved = processor.reservedConcurrency();
        if (reserved != null && reserved < maximumConcurrency) {
            contradictions.add(
                    "processor.reservedConcurrency is %d, less than maximumConcurrency %d, so messages would be taken and thrown back; reserve at least as much"
                            .formatted(reserved, maximumConcurrency),
                    "processor.reservedConcurrency",
                    "maximumConcurrency");
        }
    }
}

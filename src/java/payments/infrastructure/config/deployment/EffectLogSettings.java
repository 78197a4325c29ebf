package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;

/**
 * One log of effects for all regions that take payments (decision 0025): a table of multi-region strong consistency, and in
 * each region the projector, the function that brings the region's own table up to it.
 *
 * @param witness a region of the same set that holds no copy to read, where two regions take payments; null where three do
 * @param memoryMegabytes memory of the projector
 * @param timeoutSeconds its longest run; each minute's run works for up to 50 seconds
 * @param reservedConcurrency concurrent runs reserved for, and the most allowed to, the projector; null for the account's
 *     unreserved pool
 */
public record EffectLogSettings(
        @Overridable
        @Describe(
                "Region of the log's witness, where two regions take payments: a third one of their set. Absent where three take them")
        @Nullable AwsRegion witness,

        @Fallback(FunctionSize.USUAL_MEMORY)
        @Range(min = FunctionSize.LEAST_MEMORY, max = FunctionSize.MOST_MEMORY)
        @Overridable
        @Describe("Memory of the projector in MiB")
        int memoryMegabytes,

        @Fallback("60")
        @Range(min = 60, max = FunctionSize.LONGEST_RUN)
        @Describe("Longest run of the projector in seconds; each minute's run works for up to 50")
        int timeoutSeconds,

        @Range(min = 1, max = FunctionSize.MOST_RESERVED)
        @Overridable
        @Describe("Concurrent runs reserved for the projector, and the most it may have")
        @Nullable Integer reservedConcurrency)
        implements FunctionSize {}

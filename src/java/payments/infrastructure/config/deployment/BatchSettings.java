package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;

/**
 * Files of payments: three buckets (uploads, reports, quarantine), and the function that takes each uploaded file.
 *
 * @param memoryMegabytes memory of the function
 * @param timeoutSeconds its longest run; a file that takes longer is continued in another one
 * @param reservedConcurrency concurrent runs reserved for, and the most allowed to, the function; null for the account's
 *     unreserved pool
 * @param encryption how the buckets encrypt
 * @param toleratedRejectPercent share of wrong rows above which nothing of a file is taken
 * @param maxFileMegabytes largest file in MiB, packed and unpacked
 * @param largeFiles whether a state machine takes files with over a million rows; otherwise the queue takes all
 */
public record BatchSettings(
        @Fallback(FunctionSize.USUAL_MEMORY)
        @Range(min = FunctionSize.LEAST_MEMORY, max = FunctionSize.MOST_MEMORY)
        @Overridable
        @Describe("Memory of the batch function in MiB")
        int memoryMegabytes,

        @Fallback("300")
        @Range(min = 60, max = FunctionSize.LONGEST_RUN)
        @Describe("Longest run of the batch function in seconds; a file that takes longer is continued in another one")
        int timeoutSeconds,

        @Range(min = 1, max = FunctionSize.MOST_RESERVED)
        @Overridable
        @Describe("Concurrent runs reserved for the batch function, and the most it may have")
        @Nullable Integer reservedConcurrency,

        @Fallback("kms") @Describe("How the buckets encrypt: with the region's key, or with keys of S3 alone")
        BucketEncryption encryption,

        @Fallback("5")
        @Range(min = 0, max = 100)
        @Describe("Share of wrong rows above which nothing of a file is taken")
        int toleratedRejectPercent,

        @Fallback("1024") @Range(min = 1, max = 10240) @Describe("Largest file in MiB, packed and unpacked")
        int maxFileMegabytes,

        @Fallback("true") @Describe("Whether a state machine takes files with over a million rows")
        boolean largeFiles)
        implements FunctionSize {}

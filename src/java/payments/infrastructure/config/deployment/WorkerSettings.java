package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;

/**
 * A function that no caller waits for: it reads a queue or a stream, or runs a step of a workflow.
 *
 * @param memoryMegabytes memory; a JVM with the AWS SDK wants 512 or more
 * @param timeoutSeconds longest run; Lambda allows 900
 * @param reservedConcurrency concurrent runs reserved for, and the most allowed to, this function; null for the account's
 *     unreserved pool
 */
public record WorkerSettings(
        @Fallback(FunctionSize.USUAL_MEMORY)
        @Range(min = FunctionSize.LEAST_MEMORY, max = FunctionSize.MOST_MEMORY)
        @Overridable
        @Describe("Memory in MiB")
        int memoryMegabytes,

        @Fallback("30")
        @Range(min = FunctionSize.SHORTEST_RUN, max = FunctionSize.LONGEST_RUN)
        @Describe("Longest run in seconds")
        int timeoutSeconds,

        @Range(min = 1, max = FunctionSize.MOST_RESERVED)
        @Overridable
        @Describe(
                "Concurrent runs reserved for this function, and the most it may have; default: what the queue starts for its processor, with a ledger 5 for the relay and for each step of a workflow, else none")
        @Nullable Integer reservedConcurrency)
        implements FunctionSize {}

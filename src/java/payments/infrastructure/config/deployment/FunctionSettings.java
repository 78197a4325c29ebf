package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.Overridable;
import payments.infrastructure.config.constraint.Range;

/**
 * The Lambda function of the payments API.
 *
 * @param memoryMegabytes memory; a JVM with the AWS SDK wants 512 or more
 * @param timeoutSeconds longest run; API Gateway gives up after 29 seconds, so more than 28 lets a function finish a payment
 *     that its caller takes for failed, which the guardrail {@code lambda-limits-explicit} then says
 * @param reservedConcurrency concurrent runs reserved for, and the most allowed to, this function; null for the account's
 *     unreserved pool
 * @param accountConcurrency the account's quota "Concurrent executions" in a region: 1,000 unless AWS has raised it
 */
public record FunctionSettings(
        @Fallback(FunctionSize.USUAL_MEMORY)
        @Range(min = FunctionSize.LEAST_MEMORY, max = FunctionSize.MOST_MEMORY)
        @Overridable
        @Describe("Memory in MiB")
        int memoryMegabytes,

        @Fallback("20")
        @Range(min = FunctionSize.SHORTEST_RUN, max = 30)
        @Describe("Longest run in seconds; API Gateway gives up after 29")
        int timeoutSeconds,

        @Range(min = 1, max = FunctionSize.MOST_RESERVED)
        @Overridable
        @Describe(
                "Concurrent runs reserved for this function, and the most it may have; default: before a database 20, or what the API's limits ask for; else none")
        @Nullable Integer reservedConcurrency,

        @Fallback("1000")
        @Range(min = 10, max = 1000000)
        @Overridable
        @Describe("Concurrent runs of all functions that the account may have in a region; 1,000 unless AWS raised it")
        int accountConcurrency)
        implements FunctionSize {
    /** A function in an account of the usual quota. */
    public FunctionSettings(int memoryMegabytes, int timeoutSeconds, @Nullable Integer reservedConcurrency) {
        this(memoryMegabytes, timeoutSeconds, reservedConcurrency, 1000);
    }

    /** The same with so many runs reserved for it. */
    FunctionSettings reserving(int runs) {
        return new FunctionSettings(memoryMegabytes, timeoutSeconds, runs, accountConcurrency);
    }
}

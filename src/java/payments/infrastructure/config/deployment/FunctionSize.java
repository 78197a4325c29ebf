package payments.infrastructure.config.deployment;

import org.jspecify.annotations.Nullable;

/**
 * How large a Lambda function is. What all functions may have is said here, and referred to by the settings of each kind;
 * Lambda's own limits are from the Lambda guide, "Lambda quotas".
 */
public interface FunctionSize {
    /** In MiB, as a {@code Fallback} writes it. */
    String USUAL_MEMORY = "1024";

    /** In MiB: a JVM with the AWS SDK wants that much. */
    int LEAST_MEMORY = 512;

    int MOST_MEMORY = 10240;

    /** In seconds: a call of AWS alone waits up to two for its connection. */
    int SHORTEST_RUN = 3;

    /** In seconds. */
    int LONGEST_RUN = 900;

    /** What an account has unless AWS raised it. */
    int MOST_RESERVED = 1000;

    /** Memory in MiB; the CPU grows with it. */
    int memoryMegabytes();

    /** Longest run in seconds. */
    int timeoutSeconds();

    /** Concurrent runs reserved for, and the most allowed to, the function; null for the account's unreserved pool. */
    @Nullable Integer reservedConcurrency();
}

package payments.infrastructure.config;

import org.jspecify.annotations.Nullable;

/** How large a Lambda function is. */
public interface FunctionSize {
    /** Memory in MiB; the CPU grows with it. */
    int memoryMegabytes();

    /** Longest run in seconds. */
    int timeoutSeconds();

    /** Concurrent runs kept for, and the most allowed to, the function; null for the account's unreserved pool. */
    @Nullable Integer reservedConcurrency();
}

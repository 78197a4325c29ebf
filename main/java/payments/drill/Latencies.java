package payments.drill;

import java.time.Duration;

/**
 * How long calls take, there and back. Assumed, and part of the report.
 *
 * @param table a region's own table
 * @param log the log, which answers when a second region has the write
 * @param messages topic, queue and Step Functions
 * @param ledger a transaction of PostgreSQL
 * @param operator from a person's machine to a region
 * @param noRegion how long a caller waits for a region that is not there
 */
record Latencies(
        Duration table, Duration log, Duration messages, Duration ledger, Duration operator, Duration noRegion) {
    static final Latencies ASSUMED = new Latencies(
            Duration.ofMillis(4),
            Duration.ofMillis(20),
            Duration.ofMillis(10),
            Duration.ofMillis(4),
            Duration.ofMillis(60),
            Duration.ofSeconds(1));
}

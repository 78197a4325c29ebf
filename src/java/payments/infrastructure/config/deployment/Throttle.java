package payments.infrastructure.config.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an API lets through, held against what stands behind it: Lambda lets each concurrent run of a function take 10
 * requests a second, so more than that is refused by the function and not by the API, after the caller was let in.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html">AWS: requests per second quota</a>
 */
final class Throttle {
    /** Requests per second where the file does not say. */
    static final int RATE = 100;

    /** Requests at once where the file does not say. */
    static final int BURST = 200;

    private static final int REQUESTS_OF_A_RUN = 10;

    private Throttle() {}

    /** The limit that was chosen, else the usual one, and no more than so many runs can take. */
    static int chosen(@Nullable Integer limit, int usual, @Nullable Integer runs) {
        if (limit != null) {
            return limit;
        }
        return runs == null ? usual : Math.min(usual, runs * REQUESTS_OF_A_RUN);
    }

    /** How many runs the limits ask for that were chosen; none where none was. */
    static int runs(ApiSettings api) {
        int most = Math.max(
                Objects.requireNonNullElse(api.throttleRate(), 0), Objects.requireNonNullElse(api.throttleBurst(), 0));
        return api.type() == ApiType.LOAD_BALANCER ? 0 : runs(most);
    }

    private static int runs(int requests) {
        return (requests + REQUESTS_OF_A_RUN - 1) / REQUESTS_OF_A_RUN;
    }

    /**
     * Refuses limits above what the function takes. A load balancer has no such limits, so there they say nothing.
     *
     * @throws IllegalStateException naming both settings, and the most that fits
     */
    static void check(ApiSettings api, FunctionSettings function) {
        Integer runs = function.reservedConcurrency();
        if (runs == null || api.type() == ApiType.LOAD_BALANCER) {
            return;
        }
        List<String> violations = new ArrayList<>();
        check("api.throttleRate", api.throttleRate(), runs, violations);
        check("api.throttleBurst", api.throttleBurst(), runs, violations);
        if (!violations.isEmpty()) {
            throw new IllegalStateException(String.join("; ", violations));
        }
    }

    private static void check(String name, @Nullable Integer limit, int runs, List<String> violations) {
        int most = runs * REQUESTS_OF_A_RUN;
        if (limit != null && limit > most) {
            violations.add(
                    "%s is %d, but function.reservedConcurrency is %d (what is written, else what the database has connections for), and a run takes 10 requests a second: write at most %d, leave %s out, or reserve %d runs"
                            .formatted(name, limit, runs, most, name, runs(limit)));
        }
    }
}

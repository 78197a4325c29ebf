package payments.service.handler;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import payments.service.http.ResponseWriter;

/**
 * One JSON line per failure on standard output, where Lambda picks it up: where, which request, which exception classes. Never a message or a stack trace:
 * those of libraries quote what they choke on, and that may be card data.
 */
final class FailureLog {
    private final String environment;
    private final String region;

    FailureLog(String environment, String region) {
        this.environment = environment;
        this.region = region;
    }

    void write(String level, String requestId, Throwable failure) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("level", level);
        line.put("message", "request failed");
        line.put("request_id", requestId);
        line.put("environment", environment);
        line.put("region", region);
        line.put("exception", failure.getClass().getName());
        @Nullable Throwable cause = failure.getCause();
        if (cause != null) {
            line.put("cause", cause.getClass().getName());
        }
        System.out.println(ResponseWriter.text(line));
    }
}

package payments.service.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.contract.FunctionMetric;
import payments.service.observability.Events;
import payments.service.observability.Metrics;

/** Keeps what was logged and counted. */
public final class Journal implements Events, Metrics {
    private final List<String> lines = new ArrayList<>();

    /** Everything so far. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void info(String event, Map<String, ?> fields) {
        add("info " + event + " " + fields);
    }

    @Override
    public void warn(String event, Map<String, ?> fields) {
        add("warn " + event + " " + fields);
    }

    @Override
    public void error(String event, Throwable failure, Map<String, ?> fields) {
        add("error " + event + " " + failure.getClass().getName() + " " + fields);
    }

    @Override
    public Events with(String field, String value) {
        add("with " + field + "=" + value);
        return this;
    }

    @Override
    public void record(FunctionMetric metric, double value, Map<String, String> dimensions) {
        add("metric " + metric.metricName() + " " + value + " " + dimensions);
    }

    private synchronized void add(String line) {
        lines.add(line);
    }
}

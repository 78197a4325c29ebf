package payments.service.observability;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import payments.service.card.CardNumbers;
import payments.service.json.JsonText;

/**
 * Writes events as JSON lines: time, level, event, the bound fields, the event's own. A few lines of our own, because the
 * logging frameworks cost half of a cold start.
 *
 * <p>No caller hands a card number in; should one do so by mistake, the value is replaced here.
 */
public final class JsonLines implements Events {
    private final Consumer<String> lines;
    private final Clock clock;
    private final Map<String, String> bound;

    /**
     * Writes to a sink.
     *
     * @param lines gets each line without its end
     * @param bound fields of every line, for example environment and region
     */
    public JsonLines(Consumer<String> lines, Clock clock, Map<String, String> bound) {
        this.lines = lines;
        this.clock = clock;
        this.bound = new LinkedHashMap<>(bound);
    }

    @Override
    public void info(String event, Map<String, ?> fields) {
        write("INFO", event, fields);
    }

    @Override
    public void warn(String event, Map<String, ?> fields) {
        write("WARN", event, fields);
    }

    @Override
    public void error(String event, Throwable failure, Map<String, ?> fields) {
        Map<String, Object> all = new LinkedHashMap<>(fields);
        all.put("exceptions", Failures.classes(failure));
        write("ERROR", event, all);
    }

    @Override
    public Events with(String field, String value) {
        Map<String, String> more = new LinkedHashMap<>(bound);
        more.put(field, value);
        return new JsonLines(lines, clock, more);
    }

    private void write(String level, String event, Map<String, ?> fields) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", clock.instant());
        line.put("level", level);
        line.put("event", event);
        bound.forEach((name, value) -> line.put(name, clean(value)));
        fields.forEach((name, value) -> line.put(name, clean(value)));
        lines.accept(JsonText.of(line));
    }

    private static Object clean(Object value) {
        return value instanceof String text && CardNumbers.areIn(text) ? "[card number]" : value;
    }
}

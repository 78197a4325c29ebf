package payments.service.simulation;

import java.util.function.Consumer;
import payments.drill.evidence.Violation;

/** Reads every line of log and metrics: no card number, no failure that nobody injected. */
final class LogWatch implements Consumer<String> {
    /** Built from parts, so that no file holds a card number. */
    static final String CARD = "4111" + "1111" + "1111" + "1111";

    private int published;

    @Override
    public void accept(String line) {
        if (line.contains(CARD)) {
            throw new Violation("I7", "a card number in %s".formatted(line.replace(CARD, "***")));
        }
        boolean unexpected = line.contains("\"level\":\"ERROR\"") || line.contains("\"event\":\"event-not-published\"");
        if (unexpected && !line.contains("UnavailableException")) {
            throw new Violation("I8", "a failure of our own: %s".formatted(line));
        }
        if (line.contains("\"EventsPublished\":")) {
            published++;
        }
    }

    /** How many events the metric says were published. */
    int published() {
        return published;
    }
}

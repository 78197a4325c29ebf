package payments.regions;

/**
 * How much lies in a queue, about: AWS counts a little late.
 *
 * @param name the queue's name
 * @param waiting messages that wait
 * @param underWay messages that a function has
 */
public record QueueDepth(String name, long waiting, long underWay) {
    String words() {
        return "%s %d waiting, %d under way".formatted(name, waiting, underWay);
    }
}

package payments.drill;

/** Who waits for something of the service. */
enum Kind {
    CREATE("create, API"),
    CAPTURE("capture, API and workflow"),
    READ("read, API"),
    QUEUE("queue and files"),
    EVENT("events");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}

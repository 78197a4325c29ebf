package payments.service.observability;

/** Where Lambda picks up the lines of a function; the one place that writes to the console. */
public final class StandardOutput {
    private StandardOutput() {}

    /** Prints a line; asks for the stream each time, so that a test can replace it. */
    public static void print(String line) {
        System.out.println(line);
    }
}

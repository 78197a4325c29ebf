package payments.infrastructure.report;

/** Numbers of things in sentences for people. */
public final class Counted {
    private Counted() {}

    /** {@code 1 finding}, {@code 2 findings}; the noun must be one that takes an s. */
    public static String of(long number, String noun) {
        return "%d %s%s".formatted(number, noun, number == 1 ? "" : "s");
    }
}

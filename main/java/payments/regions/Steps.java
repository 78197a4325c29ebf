package payments.regions;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Prints each step of a command, with its number, what came of it and how long it took, as soon as it is done. */
public final class Steps {
    private static final double NANOS = 1e9;

    private final PrintWriter out;
    private final LongSupplier nanos;
    private int number;

    /** Prints there. */
    public Steps(PrintWriter out) {
        this(out, System::nanoTime);
    }

    /**
     * Prints there.
     *
     * @param nanos a time that never jumps
     */
    public Steps(PrintWriter out, LongSupplier nanos) {
        this.out = out;
        this.nanos = nanos;
    }

    /** Takes a step. */
    <T> T take(String what, Supplier<T> step, Function<T, String> words) {
        number++;
        long begin = nanos.getAsLong();
        try {
            T result = step.get();
            print(what, words.apply(result), begin);
            return result;
        } catch (RegionsException e) {
            print(what, "failed", begin);
            throw e;
        }
    }

    private void print(String what, String result, long begin) {
        out.printf(Locale.ROOT, "%d. %s: %s (%.2f s)%n", number, what, result, (nanos.getAsLong() - begin) / NANOS);
        out.flush();
    }
}

package payments.app;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;

/** Says on standard error how far a copy is, a line every few seconds. */
final class CopyProgress {
    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PrintWriter err;
    private long last = System.nanoTime();

    CopyProgress(PrintWriter err) {
        this.err = err;
    }

    /** Prints it, unless it printed just now. */
    synchronized void now(Object counts) {
        if (System.nanoTime() - last > EVERY_NANOS) {
            last = System.nanoTime();
            err.println("payments: " + counts);
            err.flush();
        }
    }
}

package payments.app;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * A sign of life on standard error while a command works: on a terminal one line that is redrawn with its stage and the seconds
 * since the start, elsewhere (CI, a file, the command line of CDKTF) one plain line for each stage.
 */
final class Progress implements AutoCloseable {
    private static final long REDRAWN_EVERY_MILLISECONDS = 250;
    private static final String SIGNS = "|/-\\";

    private final PrintWriter err;
    private final @Nullable Thread painter;
    private final long start = System.nanoTime();
    private volatile String stage = "";

    private Progress(PrintWriter err, boolean terminal) {
        this.err = err;
        if (terminal) {
            painter = new Thread(this::paint, "progress");
            painter.setDaemon(true);
            painter.start();
        } else {
            painter = null;
        }
    }

    /** On standard error; whether that is a terminal is found out. */
    static Progress on(PrintWriter err) {
        return on(err, Ansi.AUTO.enabled());
    }

    static Progress on(PrintWriter err, boolean terminal) {
        return new Progress(err, terminal);
    }

    /** Tells what is being done from now on. */
    void stage(String what) {
        stage = what;
        if (painter == null) {
            err.println("payments: " + what);
            err.flush();
        }
    }

    private void paint() {
        try {
            for (int turn = 0; !Thread.currentThread().isInterrupted(); turn++) {
                if (!stage.isEmpty()) {
                    err.print("\r\u001b[K%c %s, %d s"
                            .formatted(
                                    SIGNS.charAt(turn % SIGNS.length()),
                                    stage,
                                    (System.nanoTime() - start) / 1_000_000_000));
                    err.flush();
                }
                Thread.sleep(REDRAWN_EVERY_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves an empty line for what comes. */
    @Override
    public void close() {
        if (painter == null || !painter.isAlive()) {
            return;
        }
        painter.interrupt();
        try {
            painter.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.print("\r\u001b[K");
        err.flush();
    }
}

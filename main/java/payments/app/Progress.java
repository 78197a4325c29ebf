package payments.app;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/**
 * A sign of life on standard error while a command works: on a terminal one line that is redrawn with its stage and the seconds
 * since the start, elsewhere (CI, a file) one plain line for each stage. The command line of CDKTF draws a sign of life of its own
 * and shows what comes on standard error as an error, so below it there is none.
 */
final class Progress implements AutoCloseable {
    private static final long REDRAWN_EVERY_MILLISECONDS = 250;
    private static final String SIGNS = "|/-\\";

    /** Set by the command line of CDKTF for every program that it runs. */
    private static final String CLI = "CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS";

    private final PrintWriter err;
    private final Form form;
    private final @Nullable Thread painter;
    private final long start = System.nanoTime();
    private volatile String stage = "";

    /** How the progress is shown. */
    enum Form {
        NONE,
        LINES,
        REDRAWN
    }

    private Progress(PrintWriter err, Form form) {
        this.err = err;
        this.form = form;
        if (form == Form.REDRAWN) {
            painter = new Thread(this::paint, "progress");
            painter.setDaemon(true);
            painter.start();
        } else {
            painter = null;
        }
    }

    /**
     * On standard error, in the form that suits it.
     *
     * @param variables the environment variables, which show whether CDKTF's command line or CI runs the program
     */
    static Progress on(PrintWriter err, EnvironmentVariables variables) {
        if (variables.get(CLI).isPresent()) {
            return new Progress(err, Form.NONE);
        }
        boolean terminal = Ansi.AUTO.enabled() && variables.get("CI").isEmpty();
        return new Progress(err, terminal ? Form.REDRAWN : Form.LINES);
    }

    static Progress on(PrintWriter err, Form form) {
        return new Progress(err, form);
    }

    /** Shows what is being done from now on. */
    void stage(String what) {
        stage = what;
        if (form == Form.LINES) {
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

package payments.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * One run of the program inside this process.
 *
 * @param exitCode how it ended
 * @param out what it said
 * @param err what it complained of
 */
public record Outcome(int exitCode, String out, String err) {
    /** The day of all tests: 2026-11-30, so that none depends on the day on which it runs. */
    static final String DAY = "1796040000";

    /** Runs the program with these variables beside the search path and the day. */
    public static Outcome of(Map<String, String> variables, String... arguments) {
        Map<String, String> all = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "SOURCE_DATE_EPOCH", DAY));
        all.putAll(variables);
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int exitCode = Main.run(all, arguments);
            return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}

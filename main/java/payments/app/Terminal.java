package payments.app;

import java.io.Console;

/** The person who types a command, if there is one. */
final class Terminal {
    private static final String YES = "yes";

    private Terminal() {}

    /** Whether somebody can be asked. From Java 22 on this may be true without a terminal; the answer is then that there is none. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean isThere() {
        return System.console() != null;
    }

    /** Asks for the word without which nothing happens. */
    @SuppressWarnings("SystemConsoleNull")
    static boolean agrees() {
        Console terminal = System.console();
        return terminal != null && YES.equals(terminal.readLine("Type '%s' to write it: ", YES));
    }
}

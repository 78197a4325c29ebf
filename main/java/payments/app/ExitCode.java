package payments.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * How the program ends. Every command uses these and no others; the help of every command and the table in README.md list
 * them in these words.
 */
public enum ExitCode {
    /** Everything was done, and nothing was found. */
    DONE(0, "done, nothing found"),

    /** The program did its work, and its verdict is no. */
    FINDINGS(1, "findings: what was judged or compared must not be deployed"),

    /** The user has to change something outside the program. */
    INPUT(2, "input: a file, an option, a variable or this machine must be changed"),

    /** A developer has to change the program. */
    INTERNAL_ERROR(3, "an error of this program: please report it");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /** How a command ends that found so many things that must not be. */
    static ExitCode ofFindings(long number) {
        return number == 0 ? DONE : FINDINGS;
    }

    /** The exit code of the process. */
    public int code() {
        return code;
    }

    /** What it means, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** Lists the exit codes in the help of a command and of all below it. */
    static void explainIn(CommandLine command) {
        Map<String, String> list = new LinkedHashMap<>();
        Stream.of(values()).forEach(exit -> list.put(String.valueOf(exit.code), exit.meaning));
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(list);
        command.getSubcommands().values().forEach(ExitCode::explainIn);
    }
}
